"""SIFT on a dense grid, at one scale or several."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models._blocks import in_blocks
from models._cost import LayerCost
from models._sift import NUMBERS, Sift, sift_cost
from models._sift_banks import sift_banks
from models._sift_descriptors import Descriptors
from models._sift_side import side
from models._split import Images
from models.descriptors._fixed import Fixed

_BLOCK = 2**18  # numbers that a thread computes at a time: they stay in its cache


class DenseSIFT(Fixed):
    """Describe each point of a grid: uint8 (n, height, width, channels) to RootSIFT descriptors.

    Output: float32 (n, points, 128), scale after scale, row after row; each descriptor of unit
    length (to 0.001) or, where the image has no texture, all nought. Orientation is fixed at 0:
    on a grid, upright is information. Colour is turned to grey as ITU-R BT.601 does
    (0.299 R + 0.587 G + 0.114 B).

    With a blur of 1.6 / width it is OpenCV's SIFT at the same points, which differs in this:
    points are rounded to whole pixels there, and numbers to 1/512 of a descriptor's length.

    Args:
        step: Pixels between grid points.
        bin_widths: Pixels a spatial cell is wide, scale by scale; a descriptor sees 4 x 4 cells.
        blur: Standard deviation of the Gaussian that slopes are taken at, as a share of a
            cell's width, less the 0.5 pixels that images are taken to have of it already: a
            sixth, as VLFeat's PHOW has it, leaves none for cells up to 3 pixels wide.
        margin: Pixels from the border to the first point; an image too small for any point
            gets one, at its centre.

    Papers: Lowe, "Distinctive image features from scale-invariant keypoints", 2004; Arandjelovic,
        Zisserman, "Three things everyone should know to improve object retrieval", 2012 (the root
        of the L1-normalised descriptor).
    """

    def __init__(
        self,
        step: int = 2,
        bin_widths: tuple[float, ...] = (3.0,),
        blur: float = 1 / 6,
        margin: int = 2,
    ) -> None:
        self.step = step
        self.bin_widths = bin_widths
        self.blur = blur
        self.margin = margin

    def scales(self) -> list[Sift]:
        """Give what is computed at each scale."""
        return [Sift(self.step, width, self.blur, self.margin) for width in self.bin_widths]

    def positions(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Give where points are in a (height, width, ...): (points, 2), row and column, 0 to 1."""
        sift = self.scales()[0]
        along = [(sift.places(length) + 0.5) / length for length in shape[:2]]
        grid = np.stack(np.meshgrid(*along, indexing="ij"), axis=-1).reshape(-1, 2)
        return np.tile(grid, (len(self.bin_widths), 1)).astype(np.float32)

    def windows(
        self, shape: tuple[int, ...]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """Say, scale by scale, what points see of the rows and of the columns of an image.

        Returns:
            (height, points along it) and (width, points along it); each point's share sums to 1.
        """
        return [(each.windows(shape[0]), each.windows(shape[1])) for each in self.scales()]

    def kernels_for(self, shape: tuple[int, ...]) -> dict[str, NDArray[np.float32]]:
        """Give, scale by scale, slopes to the right and downwards, and the windows of the cells.

        They are (2, height, width, 1) and (16, height, width, 1), row after row, for images of
        (height, width, ...).
        """
        found: dict[str, NDArray[np.float32]] = {}
        for sift in self.scales():
            found |= sift_banks("sift", sift, *(sift.kernels(length) for length in shape[:2]))
        return found

    def cost(self, shape: tuple[int, ...]) -> LayerCost:
        """Count the description of a (height, width, ...), all scales together."""
        return sift_cost(self.scales(), shape)

    def describer(self, shape: tuple[int, ...]) -> Callable[[Images], NDArray[np.float32]]:
        """Prepare for images of (height, width, ...); what is given describes them on one core."""
        scales = [
            Descriptors(np, *(side(np, each.kernels(n), each.placement(n)) for n in shape[:2]))
            for each in self.scales()
        ]

        def describe(x: Images) -> NDArray[np.float32]:
            pixels = x.astype(np.float32)
            described: NDArray[np.float32] = np.concatenate([d(pixels) for d in scales], axis=1)
            return described

        return describe

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Describe every grid point of every image, on all cores."""
        points = len(self.positions(x.shape[1:]))
        return in_blocks(self.describer(x.shape[1:]), x, max(1, _BLOCK // (points * NUMBERS)))
