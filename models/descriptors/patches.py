"""Every patch of an image, its brightness and contrast taken out."""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._blocks import in_blocks
from models._split import Images

_BLOCK = 2**18  # numbers that a thread computes at a time: they stay in its cache
_LEAST = np.float32(10)  # added to a patch's variance: below, contrast is noise


class Patches(TransformerMixin, BaseEstimator):
    """Cut out patches: uint8 (n, height, width, channels) to float32 (n, points, numbers).

    There is one at each whole pixel, row after row, of channels * field * field numbers. Its mean
    is taken off, and it is divided by the root of its variance, of pixels from 0 to 255, plus 10.
    An image smaller than a patch is continued beyond its edges up to a patch's size.

    Args:
        field: Side of a patch in pixels.

    Paper: Coates, Ng, Lee, "An analysis of single-layer networks in unsupervised feature
        learning", 2011.
    """

    def __init__(self, field: int = 6) -> None:
        self.field = field

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn nothing."""
        del x, y
        return self

    def grid(self, shape: tuple[int, ...]) -> tuple[int, int]:
        """Give the rows and the columns of patches in a (height, width, ...)."""
        rows, columns = (max(length, self.field) - self.field + 1 for length in shape[:2])
        return rows, columns

    def positions(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Give where patches are in a (height, width, ...): (points, 2), row and column, 0 to 1.

        They are shares of the grid and not of the image, so that halves of it are halves of both.
        """
        along = [(np.arange(length) + 0.5) / length for length in self.grid(shape)]
        grid = np.stack(np.meshgrid(*along, indexing="ij"), axis=-1).reshape(-1, 2)
        return grid.astype(np.float32)

    def windows(
        self, shape: tuple[int, ...]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """Say what patches see of the rows and of the columns of an image.

        Returns:
            (height, rows of patches) and (width, columns); each patch's share sums to 1.
        """
        sides = zip(shape[:2], self.grid(shape), strict=True)
        rows, columns = (self._windows(length, patches) for length, patches in sides)
        return [(rows, columns)]

    def describer(self, shape: tuple[int, ...]) -> Callable[[Images], NDArray[np.float32]]:
        """Prepare for images of (height, width, ...); what is given describes them on one core."""
        points = len(self.positions(shape))
        missing = [max(0, self.field - length) for length in shape[:2]]
        beyond = ((0, 0), *((m // 2, m - m // 2) for m in missing), (0, 0))

        def describe(x: Images) -> NDArray[np.float32]:
            grown = np.pad(x, beyond, mode="edge").astype(np.float32)
            windows = sliding_window_view(grown, (self.field, self.field), axis=(1, 2))
            patches: NDArray[np.float32] = windows.reshape(len(x), points, -1)
            patches = patches - patches.mean(axis=2, keepdims=True)
            variance = np.square(patches).mean(axis=2, keepdims=True)
            patches /= np.sqrt(variance + _LEAST)
            return patches

        return describe

    def _windows(self, length: int, patches: int) -> NDArray[np.float64]:
        before = max(0, self.field - length) // 2  # pixels that an image too small was given
        place = np.arange(length)[:, None] + before - np.arange(patches)
        inside = ((place >= 0) & (place < self.field)).astype(np.float64)
        return inside / inside.sum(axis=0)  # type: ignore[no-any-return]

    def patches(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Turn vectors (n, numbers) back into patches (n, field, field, channels)."""
        return vectors.reshape(len(vectors), -1, self.field, self.field).transpose(0, 2, 3, 1)

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Cut out and normalise every patch of every image, on all cores."""
        numbers = int(np.prod(self.grid(x.shape[1:]))) * self.field**2 * x.shape[3]
        return in_blocks(self.describer(x.shape[1:]), x, max(1, _BLOCK // numbers))
