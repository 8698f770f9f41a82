"""Write figures whose texts may hold any character."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, filterwarnings

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def save_figure(figure: Figure, target: Any, **options: Any) -> None:
    """Write a figure; what names do to it is seen in it, and no warning.

    A character that the font lacks is a box; names that leave no room run off.

    Args:
        figure: What was drawn.
        target: A path or an open file.
        options: Those of `Figure.savefig`.
    """
    with catch_warnings():
        filterwarnings("ignore", message=r"Glyph \d+ ", category=UserWarning)
        filterwarnings("ignore", message="constrained_layout not applied", category=UserWarning)
        figure.savefig(target, **options)
