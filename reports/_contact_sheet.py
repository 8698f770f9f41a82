"""Many small images as one figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

ACROSS = 8
"""Images in a row, at most."""

_FEWEST = 4  # images for which there is room in a row: titles need it
_INCHES = 0.6  # of an image's width
_GAP = 0.08  # between images, of their width
_LINE = 0.19  # inches, of a caption
_LABELS = 1.3  # inches
_TITLE = 0.4  # inches
_WHITE = 255


@dataclass(frozen=True)
class Strip:
    """A row of a contact sheet.

    Args:
        label: What stands before it.
        images: uint8 (height, width, channels) each, all of one size, `ACROSS` at most.
        captions: What stands below each; none where there are none.
    """

    label: str
    images: Sequence[NDArray[np.uint8]]
    captions: Sequence[str] = ()


def strips_of(label: str, images: Sequence[NDArray[np.uint8]]) -> list[Strip]:
    """Break images into rows, the label before the first."""
    starts = range(0, len(images), ACROSS)
    return [Strip("" if start else label, images[start : start + ACROSS]) for start in starts]


def contact_sheet(panels: Mapping[str, Sequence[Strip]]) -> Figure:
    """Draw images in rows, panels beside one another.

    Args:
        panels: Rows by title; each has one at least, and an image in it.
    """
    from matplotlib.figure import Figure

    every = [strip for strips in panels.values() for strip in strips]
    grid = _Grid.of(every, max(map(len, panels.values())))
    width = grid.columns * grid.across + _LABELS * grid.width / _INCHES * any(
        s.label for s in every
    )
    inches = _INCHES / grid.width
    size = len(panels) * width * inches, grid.rows * grid.down * inches + _TITLE
    figure = Figure(figsize=size, layout="constrained")
    axes = figure.subplots(1, len(panels), squeeze=False)[0]
    for place, (title, strips) in zip(axes, panels.items(), strict=True):
        _draw(place, strips, grid)
        place.set_title(title, fontsize="large", parse_math=False)
    return figure


@dataclass(frozen=True)
class _Grid:
    """Where images lie; all but the first two in pixels."""

    rows: int
    columns: int
    height: int
    width: int
    across: int
    down: int

    @classmethod
    def of(cls, strips: Sequence[Strip], rows: int) -> _Grid:
        height, width = strips[0].images[0].shape[:2]
        gap = max(1, round(_GAP * width))
        lines = [1 + text.count("\n") for strip in strips for text in strip.captions]
        room = round(_LINE / _INCHES * width * max(lines, default=0))
        columns = max(_FEWEST, *(len(strip.images) for strip in strips))
        return cls(rows, columns, height, width, width + gap, height + gap + room)


def _draw(axes: Axes, strips: Sequence[Strip], grid: _Grid) -> None:
    shape = (grid.rows * grid.down, grid.columns * grid.across, 3)
    mosaic: NDArray[np.uint8] = np.full(shape, _WHITE, np.uint8)
    for row, strip in enumerate(strips):
        top = row * grid.down
        for column, image in enumerate(strip.images):
            left = column * grid.across
            mosaic[top : top + grid.height, left : left + grid.width] = _coloured(image)
        for column, caption in enumerate(strip.captions):
            _write(axes, column * grid.across + grid.width / 2, top + grid.height, caption)
    axes.imshow(mosaic, interpolation="none")
    axes.set_anchor("NW")  # in the middle, the layout has too little room for labels
    middles = [row * grid.down + grid.height / 2 for row in range(len(strips))]
    labels = [strip.label for strip in strips]
    axes.set_yticks(middles, labels, fontsize="medium", parse_math=False)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _write(axes: Axes, x: float, y: float, caption: str) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "top", "fontsize": "small"}
    axes.text(x, y, caption, parse_math=False, **style)


def _coloured(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give red, green and blue, each the mean where channels are not just these."""
    if image.shape[2] == 3:  # noqa: PLR2004
        return image
    grey: NDArray[np.uint8] = image.mean(axis=2, keepdims=True).astype(np.uint8)
    return grey
