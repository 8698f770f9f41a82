"""Histograms of oriented gradients."""

from collections.abc import Callable
from math import prod

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from models._blocks import in_blocks
from models._cost import LayerCost
from models._split import Images
from models.descriptors._cells import cells_of
from models.descriptors._fixed import Fixed
from models.descriptors._gradients import gradients

_BLOCK = 2**18  # votes of one orientation that a thread counts at a time: they stay in its cache
_CLIP = np.float32(0.2)  # the largest share of a block's length that one number may have


class HOG(Fixed):
    """Count gradients by orientation: uint8 (n, height, width, channels) to float32 (n, numbers).

    Gradients are central differences of brightness, 0 to 1; a border has none across it. Of
    several channels the one with the steepest gradient counts, pixel by pixel. A cell averages
    the gradients' lengths, orientation by orientation. A block of cells is brought to unit length,
    clipped at 0.2, and brought to unit length again ("L2-Hys"); blocks overlap by all but one
    row or column of cells. All is divided by the root of the number of blocks, so that no
    description is longer than 1 and an SVM's settings do not depend on the image's size.

    Numbers are 0 to 1, scale after scale, block row after block row; within a block cell row
    after cell row, and orientations last. The grid of cells is centred where the image is no
    multiple of a cell. Cells wider than the image shrink to it, and blocks to the cells there
    are, so that any image has at least one block; a block without gradients is all nought.

    Args:
        orientations: Bins of orientation, from 0 to half a turn.
        signed: Tell a gradient from its opposite: the bins are then spread over a whole turn.
        cells: Sides of cells in pixels, scale by scale.
        block: Cells a side of a block.
        interpolate: Share each vote linearly between the two nearest orientations and the
            2 x 2 nearest cells, as the paper does; what a border pixel would give to a cell beyond
            the grid is lost. False gives it whole to the bin that it falls in, as scikit-image.
        epsilon: Mean gradient of a block below which it is taken for noise: its square is added
            to the square of a block's length. Next to nothing in scikit-image (1e-5 of 255).

    Paper: Dalal, Triggs, "Histograms of oriented gradients for human detection", 2005. We leave
        out the Gaussian that votes are weighted with inside a block, as scikit-image does.
    """

    def __init__(  # noqa: PLR0913 - settings
        self,
        orientations: int = 9,
        cells: tuple[int, ...] = (4,),
        block: int = 2,
        *,
        signed: bool = False,
        interpolate: bool = True,
        epsilon: float = 0.01,
    ) -> None:
        self.orientations = orientations
        self.cells = cells
        self.block = block
        self.signed = signed
        self.interpolate = interpolate
        self.epsilon = epsilon

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Describe images, block by block on all cores."""
        return in_blocks(self._describer(x.shape[1:]), x, max(1, _BLOCK // prod(x.shape[1:])))

    def cost(self, shape: tuple[int, ...]) -> LayerCost:
        """Count the kernels, as convolutions along the sides of a (height, width, channels).

        Two slopes of three numbers each at every pixel; then, for each orientation, sums over the
        pixels that reach a cell, down the rows and along the columns.
        """
        height, width, channels = shape
        fixed, macs, numbers = 6, 6 * height * width * channels, 0
        for cell in self.cells:
            rows, columns = self._sides(shape, cell)
            down, along = (int(np.count_nonzero(each)) for each in (rows, columns))
            fixed += sum(int(np.count_nonzero(each, axis=1).max()) for each in (rows, columns))
            macs += self.orientations * (down * width + len(rows) * along)
            blocks, sides = self._blocks((len(rows), len(columns)))
            numbers += blocks[0] * blocks[1] * sides[0] * sides[1] * self.orientations
        return LayerCost(
            "hog", (numbers,), fixed=fixed, connections=macs, macs=macs, activations=numbers
        )

    def _describer(self, shape: tuple[int, ...]) -> Callable[[Images], NDArray[np.float32]]:
        scales = [self._sides(shape, cell) for cell in self.cells]

        def describe(x: Images) -> NDArray[np.float32]:
            scaled = [self._normalised(each) for each in self._histograms(x, scales)]
            blocks = np.concatenate([each.reshape(len(x), -1) for each in scaled], axis=1)
            blocks /= np.float32(sum(each.shape[1] * each.shape[2] for each in scaled) ** 0.5)
            return blocks

        return describe

    def _histograms(
        self, x: Images, scales: list[list[NDArray[np.float32]]]
    ) -> list[NDArray[np.float32]]:
        """Give (n, rows, columns, orientations) for each scale."""
        votes = self._votes(*gradients(x))
        out = [
            np.empty((len(x), len(rows), len(columns), self.orientations), np.float32)
            for rows, columns in scales
        ]
        for orientation in range(self.orientations):
            vote = votes(orientation)
            for histogram, (rows, columns) in zip(out, scales, strict=True):
                down = (rows @ vote.reshape(len(vote), -1)).reshape(-1, x.shape[2])
                sums = (down @ columns.T).reshape(len(rows), len(x), len(columns))
                histogram[..., orientation] = sums.transpose(1, 0, 2)
        return out

    def _votes(
        self, dx: NDArray[np.float32], dy: NDArray[np.float32]
    ) -> Callable[[int], NDArray[np.float32]]:
        """Prepare to give the votes for an orientation, of the gradients' shape."""
        length = np.sqrt(dx * dx + dy * dy)
        turn = np.float32(2 * np.pi if self.signed else np.pi)
        place = np.arctan2(dy, dx) * (np.float32(self.orientations) / turn)
        if not self.interpolate:
            nearest = np.floor(place).astype(np.int16) % np.int16(self.orientations)
            return lambda orientation: np.where(nearest == orientation, length, np.float32(0))
        place -= np.float32(0.5)
        below = np.floor(place)
        upper = (place - below) * length
        lower = length - upper
        before = below.astype(np.int16) % np.int16(self.orientations)
        after = (before + np.int16(1)) % np.int16(self.orientations)
        return lambda orientation: (
            np.where(before == orientation, lower, np.float32(0))
            + np.where(after == orientation, upper, np.float32(0))
        )

    def _normalised(self, histograms: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give blocks of unit length: (n, rows, columns, numbers)."""
        _, sides = self._blocks(histograms.shape[1:3])
        windows = sliding_window_view(histograms, sides, axis=(1, 2)).transpose(0, 1, 2, 4, 5, 3)
        blocks = windows.reshape(*windows.shape[:3], -1)
        clipped = np.minimum(self._of_unit_length(blocks), _CLIP)
        return self._of_unit_length(clipped)

    def _of_unit_length(self, blocks: NDArray[np.float32]) -> NDArray[np.float32]:
        squares = np.einsum("nijk,nijk->nij", blocks, blocks)
        length = np.sqrt(squares + np.float32(self.epsilon**2))
        scaled: NDArray[np.float32] = blocks / length[..., None]
        return scaled

    def _sides(self, shape: tuple[int, ...], cell: int) -> list[NDArray[np.float32]]:
        return [cells_of(length, cell, interpolate=self.interpolate) for length in shape[:2]]

    def _blocks(self, cells: tuple[int, ...]) -> tuple[tuple[int, int], tuple[int, int]]:
        """Give how many blocks there are, and of how many cells, down and along."""
        down, along = (min(self.block, count) for count in cells)
        return (cells[0] - down + 1, cells[1] - along + 1), (down, along)
