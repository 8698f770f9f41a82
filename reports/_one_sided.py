"""Test images that only one of two models got right, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._contact_sheet import ACROSS, Strip, contact_sheet
from reports._mistakes_in import mistakes_in
from reports._one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from benchmark.results import Results
    from reports._side_by_side import SideBySide

_ROWS = 3
_LETTERS = 11  # of a class's name: as wide as an image
_LINE = 9  # letters of two names that stand in one line
_SIDES = ((0, 1), (1, 0))


def one_sided(results: Results, seeds: Sequence[SideBySide], names: Sequence[str]) -> Figure | None:
    """Draw different images seed by seed, as the run that was wrong kept them.

    Args:
        results: A results folder.
        seeds: Of two models.
        names: Of the models.

    Returns:
        None where no run kept such an image.
    """
    panels = {}
    for right, wrong in _SIDES:
        found = _images(results, seeds, right, wrong)
        strips = [
            Strip("", *zip(*found[start : start + ACROSS], strict=True))
            for start in range(0, len(found), ACROSS)
        ]
        if strips:
            panels[f"only {names[right]} is right"] = strips
    return contact_sheet(panels) if panels else None


def _images(
    results: Results, seeds: Sequence[SideBySide], right: int, wrong: int
) -> list[tuple[NDArray[np.uint8], str]]:
    """Collect different images, with their captions."""
    found: dict[bytes, tuple[NDArray[np.uint8], str]] = {}
    for seed in seeds:
        for mistake in mistakes_in(results, seed.runs[wrong]):
            if seed.right[right, mistake.place]:
                names = (seed.classes[label] for label in (mistake.true, mistake.taken))
                caption = _caption(*(one_line(str(name), _LETTERS) for name in names))
                found.setdefault(mistake.image.tobytes(), (mistake.image, caption))
        if len(found) >= _ROWS * ACROSS:
            break
    return list(found.values())[: _ROWS * ACROSS]


def _caption(true: str, taken: str) -> str:
    """Put both names below an image, in two lines if they are long."""
    return f"{true} → {taken}" if len(true + taken) <= _LINE else f"{true}\n→ {taken}"
