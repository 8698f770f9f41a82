"""OpenCV's SIFT at the points of our grid."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models._split import Images
from models.descriptors.dense_sift import DenseSIFT

_SIZE = 2 / 3  # of a cell's width is what OpenCV calls a point's size


@dataclass(frozen=True)
class OpenCVSIFT:
    """Describe image by image, as OpenCV takes them, by the root of L1-normalised descriptors.

    Points are rounded to whole pixels, numbers to 1/512 of a descriptor's length, and all scales
    see the image blurred by 1.6 pixels. OpenCV takes the cores that it finds for each image.

    Args:
        grid: Whose points and cells.
    """

    grid: DenseSIFT

    def positions(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Give the grid's."""
        return self.grid.positions(shape)

    def windows(
        self, shape: tuple[int, ...]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """Give the grid's."""
        return self.grid.windows(shape)

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Describe images uint8 (n, height, width, channels): float32 (n, points, 128)."""
        return self.describer(x.shape[1:])(np.asarray(x))

    def describer(self, shape: tuple[int, ...]) -> Callable[[Images], NDArray[np.float32]]:
        """Prepare the points for images of (height, width, ...)."""
        pixels = self.positions(shape) * shape[:2] - 0.5
        widths = np.repeat(self.grid.bin_widths, len(pixels) // len(self.grid.bin_widths))
        points = [
            cv2.KeyPoint(float(column), float(row), float(width) * _SIZE, 0.0)
            for (row, column), width in zip(pixels, widths, strict=True)
        ]

        def describe(x: Images) -> NDArray[np.float32]:
            sift = cv2.SIFT_create()
            grey = x[..., 0] if x.shape[-1] == 1 else np.stack([_grey(image) for image in x])
            described = np.stack([sift.compute(image, points)[1] for image in grey])
            sums = described.sum(axis=-1, keepdims=True)
            rooted: NDArray[np.float32] = np.sqrt(described / np.maximum(sums, 1))
            return rooted

        return describe


def _grey(image: Images) -> Images:
    grey: Images = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return grey
