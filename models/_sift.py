"""What SIFT convolves with, on a dense grid."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models._cost import LayerCost

CELLS = 4  # a side
ORIENTATIONS = 8
NUMBERS = CELLS * CELLS * ORIENTATIONS

_CAMERA_BLUR = 0.5  # standard deviation in pixels that an image is taken to have of itself


class Kernels(NamedTuple):
    """What SIFT convolves with along one side of an image: what could be learned.

    Args:
        blur: (2 r + 1,), a Gaussian.
        slope: (3,), the central difference.
        window: (4, 2 s + 2), how much each pixel around a point counts for each cell, per pixel of
            a cell's width.
    """

    blur: Any
    slope: Any
    window: Any


@dataclass(frozen=True)
class Sift:
    """What SIFT is at one scale and orientation 0, on a grid of points.

    A descriptor has 4 x 4 cells of 8 orientations. A pixel's slope is shared between the two
    nearest orientations and the 2 x 2 nearest cells, and weighted by a Gaussian of two cells
    around the point. All of that but the orientations is separable into rows and columns, so the
    descriptors of a whole grid are two matrix products for each orientation.

    Args:
        step: Pixels between grid points.
        bin_width: Pixels a cell is wide.
        blur: Scale that slopes are taken at: a Gaussian's standard deviation as a share of a
            cell's width. Images are taken to have 0.5 pixels of it, and get none beyond.
        margin: Pixels from the border to the first point; an image too small for any point
            gets one, at its centre.

    Paper: Lowe, "Distinctive image features from scale-invariant keypoints", 2004.
    """

    step: int = 2
    bin_width: float = 3.0
    blur: float = 1 / 6
    margin: int = 2

    def places(self, length: int) -> NDArray[np.float64]:
        """Give the grid points along a side of so many pixels, in pixels."""
        last = length - 1 - self.margin
        if last < self.margin:
            return np.array([(length - 1) / 2])
        slack = (last - self.margin) % self.step
        return np.arange(self.margin + slack / 2, last + 1e-9, self.step)

    def points(self, shape: tuple[int, ...]) -> int:
        """Count the grid points of a (height, width, ...)."""
        return len(self.places(shape[0])) * len(self.places(shape[1]))

    def kernels(self, length: int) -> Kernels:
        """Give the kernels for a side of so many pixels, float32."""
        deviation = max(0.0, (self.blur * self.bin_width) ** 2 - _CAMERA_BLUR**2) ** 0.5
        # Three taps at the least: where nothing is blurred, that can still be learned.
        reach = max(1, round(4 * deviation))
        taps = np.arange(-reach, reach + 1)
        gaussian = np.exp(-(taps**2) / (2 * deviation**2)) if deviation else 1.0 * (taps == 0)
        offsets = (self._reach() - self.places(length)[0] % 1) / self.bin_width
        centres = np.arange(CELLS)[:, None] - (CELLS - 1) / 2
        near = np.maximum(0, 1 - np.abs(offsets - centres))
        window = near * np.exp(-(offsets**2) / (CELLS**2 / 2)) / self.bin_width
        kernels = (gaussian / gaussian.sum(), np.array([-1.0, 0.0, 1.0]), window)
        return Kernels(*(each.astype(np.float32) for each in kernels))

    def placement(self, length: int) -> Kernels:
        """Say which pixel each tap of each kernel falls on, along a side of so many pixels.

        Returns:
            One-hot float32 (taps, outputs, length) for each kernel. Blurring mirrors the image
            at its edges; pixels at the border have no slope.
        """
        pixels = np.arange(length)
        taps = len(self.kernels(length).blur)
        mirrored = pixels + np.arange(taps)[:, None] - taps // 2
        period = max(1, 2 * (length - 1))
        mirrored = np.minimum(mirrored % period, -mirrored % period)
        beside = pixels + np.array([[-1], [0], [1]])
        beside[:, [0, -1]] = -1
        around = np.floor(self.places(length)).astype(np.int64) + self._reach()[:, None]
        around[(around < 1) | (around > length - 2)] = -1
        return Kernels(*(_one_hot(each, length) for each in (mirrored, beside, around)))

    def windows(self, length: int) -> NDArray[np.float64]:
        """Say how much each pixel along a side counts for each point: (length, points).

        What a point's descriptor sees sums to 1.
        """
        seen = self.kernels(length).window.sum(axis=0)
        weights = np.einsum("t,tpj->jp", seen, self.placement(length).window, dtype=np.float64)
        weights += 1e-9  # a side too short for slopes is seen alike all along
        return weights / weights.sum(axis=0)  # type: ignore[no-any-return]

    def _reach(self) -> NDArray[np.int64]:
        """Give the pixels around a point that count, from the pixel at or before it."""
        radius = int(np.ceil((CELLS + 1) / 2 * self.bin_width))
        return np.arange(-radius, radius + 2)


def sift_cost(scales: list[Sift], shape: tuple[int, ...]) -> LayerCost:
    """Count the kernels, as convolutions along the sides of a (height, width, ...).

    Each of two slopes takes two blurs and a difference; then each orientation is summed over
    cells down the rows and along the columns.
    """
    height, width = shape[:2]
    fixed = macs = points = 0
    for sift in scales:
        kernels = [sift.kernels(length) for length in (height, width)]
        down, along = (CELLS * len(sift.places(length)) for length in (height, width))
        slopes = height * width * 2 * (2 * len(kernels[0].blur) + len(kernels[0].slope))
        sums = ORIENTATIONS * down * kernels[0].window.shape[1] * (width + along)
        fixed += sum(each.size for kernel in kernels for each in kernel)
        macs += slopes + sums
        points += sift.points(shape)
    return LayerCost(
        "sift",
        (points, NUMBERS),
        fixed=fixed,
        connections=macs,
        macs=macs,
        activations=points * NUMBERS,
    )


def _one_hot(places: NDArray[np.int64], length: int) -> NDArray[np.float32]:
    """Give (..., length), all nought where a place is outside."""
    hot: NDArray[np.float32] = (places[..., None] == np.arange(length)).astype(np.float32)
    return hot
