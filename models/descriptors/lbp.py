"""Histograms of local binary patterns."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models._blocks import in_blocks
from models._cost import LayerCost
from models._split import Images
from models.descriptors._fixed import Fixed

PATTERNS = 59  # 58 uniform ones, and one bin for all others

_NEIGHBOURS = 8
_BLOCK = 2**17  # pixels that a thread looks at at a time: what is held of them stays in its cache
_EQUAL = np.float32(-1e-3)  # of 255: what rounding takes from an even surface is no darker
_GREY = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601


class LBP(Fixed):
    """Count local binary patterns: uint8 (n, height, width, channels) to float32 (n, numbers).

    A pixel's pattern says which of the eight points around it are as bright as it or brighter;
    it is uniform if, once around, that changes twice at the most. Points between pixels are
    interpolated bilinearly. An image is continued beyond its edges by its border pixels, so that
    each pixel has a pattern. Colour is turned to grey as ITU-R BT.601 does
    (0.299 R + 0.587 G + 0.114 B).

    Numbers are shares of a cell's pixels, 0 to 1, that add up to 1 in each cell: radius after
    radius, grid after grid, cell row after cell row, 59 patterns each, ordered as in
    scikit-image's `local_binary_pattern(method="nri_uniform")`. Where an image has fewer rows or
    columns than a grid has cells, cells without pixels are all nought.

    Args:
        radii: Distances in pixels from a pixel to the points around it.
        grid: Cells a side, grid by grid.

    Paper: Ojala, Pietikäinen, Mäenpää, "Multiresolution gray-scale and rotation invariant texture
        classification with local binary patterns", 2002. We leave out its rotation invariance, as
        upright is information, and give images a continued border where it leaves that out.
    """

    def __init__(self, radii: tuple[float, ...] = (1, 2), grid: tuple[int, ...] = (4,)) -> None:
        self.radii = radii
        self.grid = grid

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Describe images, block by block on all cores."""
        height, width = x.shape[1:3]
        return in_blocks(self._describer(height, width), x, max(1, _BLOCK // (height * width)))

    def codes(self, x: Images, radius: float) -> NDArray[np.uint8]:
        """Number the pattern of each pixel at a radius: uint8 (n, height, width), 0 to 58."""
        grey = x[..., 0].astype(np.float32) if x.shape[3] == 1 else x.astype(np.float32) @ _GREY
        margin = int(np.ceil(radius))
        padded = np.pad(grey, ((0, 0), (margin, margin), (margin, margin)), mode="edge")
        pattern = np.zeros(grey.shape, np.uint8)
        for bit, (down, along) in enumerate(_circle(radius)):
            brighter = _difference(padded, grey, margin + down, margin + along) >= _EQUAL
            pattern |= brighter.view(np.uint8) << np.uint8(bit)
        return _NUMBERS[pattern]

    def cost(self, shape: tuple[int, ...]) -> LayerCost:
        """Count the interpolation of the eight points around each pixel of a (height, width, ...).

        A point takes one difference to the centre for each pixel that it lies between: one of
        weight 1 on a pixel, two or four of fixed weights elsewhere.
        """
        fixed = sum(len(_corners(*each)) for radius in self.radii for each in _circle(radius))
        macs = fixed * shape[0] * shape[1]
        numbers = len(self.radii) * sum(side**2 for side in self.grid) * PATTERNS
        return LayerCost(
            "lbp", (numbers,), fixed=fixed, connections=macs, macs=macs, activations=numbers
        )

    def _describer(self, height: int, width: int) -> Callable[[Images], NDArray[np.float32]]:
        cells = [_cells(height, width, side) for side in self.grid]

        def describe(x: Images) -> NDArray[np.float32]:
            codes = [self.codes(x, radius) for radius in self.radii]
            return np.concatenate([_shares(c, *each) for c in codes for each in cells], axis=1)

        return describe


def _circle(radius: float) -> list[tuple[float, float]]:
    """Give the points around a pixel, down and along, anticlockwise from the right.

    They are rounded as in scikit-image, so that those on a pixel lie on it exactly.
    """
    angles = 2 * np.pi * np.arange(_NEIGHBOURS) / _NEIGHBOURS
    places = np.round(radius * np.stack([-np.sin(angles), np.cos(angles)], axis=1), 5)
    return [(float(down), float(along)) for down, along in places]


def _corners(down: float, along: float) -> list[tuple[int, int, float]]:
    """Give the pixels that a point lies between, and how much each weighs."""
    top, left = int(np.floor(down)), int(np.floor(along))
    below, right = down - top, along - left
    corners = [
        (top, left, (1 - below) * (1 - right)),
        (top, left + 1, (1 - below) * right),
        (top + 1, left, below * (1 - right)),
        (top + 1, left + 1, below * right),
    ]
    return [each for each in corners if each[2]]


def _difference(
    padded: NDArray[np.float32], grey: NDArray[np.float32], down: float, along: float
) -> NDArray[np.float32]:
    """Say by how much the point there is brighter than the pixel.

    Differences are interpolated in place of brightness: on an even surface they are all nought.
    """
    height, width = grey.shape[1:]
    total = np.zeros_like(grey)
    for top, left, weight in _corners(down, along):
        total += np.float32(weight) * (padded[:, top : top + height, left : left + width] - grey)
    return total


def _cells(height: int, width: int, side: int) -> tuple[NDArray[np.int64], int]:
    """Number the cell that each pixel of an image is in, and say how many there are."""
    row, column = (np.arange(length) * side // length for length in (height, width))
    return row[:, None] * side + column, side * side


def _shares(codes: NDArray[np.uint8], cells: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Give the share that each pattern has of each cell, (n, cells * 59)."""
    image = np.arange(len(codes))[:, None, None] * count
    bins = (image + cells) * PATTERNS + codes
    histograms = np.bincount(bins.ravel(), minlength=len(codes) * count * PATTERNS)
    pixels = np.maximum(np.bincount(cells.ravel(), minlength=count), 1)
    shares = histograms.reshape(len(codes), count, PATTERNS) / pixels[:, None]
    return shares.reshape(len(codes), -1).astype(np.float32)


def _numbers() -> NDArray[np.uint8]:
    """Number patterns: dark all around first, by their bright points, then by where they begin."""
    table = np.full(2**_NEIGHBOURS, PATTERNS - 1, np.uint8)
    for pattern in range(2**_NEIGHBOURS):
        bits = [pattern >> bit & 1 for bit in range(_NEIGHBOURS)]
        if sum(bits[i] != bits[i - 1] for i in range(_NEIGHBOURS)) <= 2:  # noqa: PLR2004 - uniform
            table[pattern] = _number(bits)
    return table


def _number(bits: list[int]) -> int:
    bright = sum(bits)
    if bright in {0, _NEIGHBOURS}:
        return 0 if bright == 0 else PATTERNS - 2
    start = bright - bits.index(0) if bits[0] else _NEIGHBOURS - bits.index(1)
    return 1 + (bright - 1) * _NEIGHBOURS + start


_NUMBERS = _numbers()
