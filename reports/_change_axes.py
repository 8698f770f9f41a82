"""Axes with a line a model, for what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINE = 0.36  # inches


def change_axes(title: str, lines: Sequence[str]) -> tuple[Figure, Axes]:
    """Make a figure as high as it must be, its lines named from top to bottom."""
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 1.6 + _LINE * len(lines)), layout="constrained")
        axes = figure.subplots()
    axes.set_yticks(range(len(lines)), lines, parse_math=False)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    return figure, axes
