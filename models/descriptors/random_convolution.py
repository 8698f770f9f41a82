"""Convolution with kernels that nobody made and nobody learns."""

from typing import Any, ClassVar, Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._split import Images
from models.descriptors._averages import averages

_BLOCK = 2**22  # responses held at a time: 16 MiB, or one image's where it has more


class RandomConvolution(TransformerMixin, BaseEstimator):
    """Convolve with random kernels, rectify, and average over a grid of cells.

    uint8 (n, height, width, channels) to float64 (n, grid * grid * filters), 0 or more: cell by
    cell, row after row, the responses of all kernels. They are computed in float32; float64 is for
    what follows, as least squares on such features are too ill-conditioned for less.

    Pixels are scaled to 0 to 1. Kernels are drawn from a normal distribution, then brought to mean
    0 and length 1, so that even brightness gives nought. Only whole patches count; an image smaller
    than a patch is continued beyond its edges up to a patch's size. Of n rows or columns of
    responses, cell i of g spans floor(i n / g) to ceil((i + 1) n / g), as in PyTorch's adaptive
    pooling: where there are fewer responses than cells, cells share them.

    Args:
        filters: Random kernels.
        patch: Side of a kernel in pixels.
        grid: Cells a side.
        seed: Decides the kernels.

    Attributes:
        kernels_: float32 (filters, channels, patch, patch).

    Papers: Jarrett, Kavukcuoglu, Ranzato, LeCun, "What is the best multi-stage architecture for
        object recognition?", 2009; Saxe et al., "On random weights and unsupervised feature
        learning", 2011. We leave out the contrast normalisation of the first.
    """

    by_blocks: ClassVar[bool] = True

    def __init__(self, filters: int = 256, patch: int = 7, grid: int = 3, seed: int = 0) -> None:
        self.filters = filters
        self.patch = patch
        self.grid = grid
        self.seed = seed

    def fit(self, x: Images, y: Any = None) -> Self:
        """Draw the kernels; of the images only the channels are looked at."""
        del y
        shape = (self.filters, x.shape[3], self.patch, self.patch)
        kernels = np.random.default_rng(self.seed).standard_normal(shape)
        kernels -= kernels.mean(axis=(1, 2, 3), keepdims=True)
        lengths = np.sqrt(np.square(kernels).sum(axis=(1, 2, 3), keepdims=True))
        self.kernels_ = (kernels / lengths).astype(np.float32)
        return self

    def responses(self, shape: tuple[int, ...]) -> tuple[int, int]:
        """Give the rows and the columns of one kernel's responses, for a (height, width, ...)."""
        rows, columns = (max(length, self.patch) - self.patch + 1 for length in shape[:2])
        return rows, columns

    def kernels(self) -> dict[str, NDArray[np.float32]]:
        """Give the kernels (filters, patch, patch, channels) to look at."""
        return {"filters": self.kernels_.transpose(0, 2, 3, 1)}

    def transform(self, x: Images) -> NDArray[np.float64]:
        """Describe images block by block."""
        rows, columns = self.responses(x.shape[1:])
        pooling = np.kron(averages(rows, self.grid), averages(columns, self.grid))
        block = max(1, _BLOCK // (rows * columns * self.filters))
        out = np.empty((len(x), self.grid**2, self.filters))
        for start in range(0, len(x), block):
            part = out[start : start + block]
            rectified = self._rectified(x[start : start + block])
            pooled = rectified.reshape(-1, rows * columns) @ pooling.T
            part[:] = pooled.reshape(self.filters, len(part), -1).transpose(1, 2, 0)
        return out.reshape(len(x), -1)

    def _rectified(self, x: Images) -> NDArray[np.float32]:
        """Give (filters, n * rows * columns), as one product: many small ones wait on threads."""
        pixels = _grown(x, self.patch).astype(np.float32) / np.float32(255)
        windows = sliding_window_view(pixels, (self.patch, self.patch), axis=(1, 2))
        patches = windows.reshape(-1, self.kernels_[0].size)
        found: NDArray[np.float32] = self.kernels_.reshape(self.filters, -1) @ patches.T
        return np.maximum(found, 0, out=found)


def _grown(x: Images, least: int) -> Images:
    """Repeat the edges of images whose sides are below the least."""
    missing = [max(0, least - length) for length in x.shape[1:3]]
    return np.pad(x, ((0, 0), *((m // 2, m - m // 2) for m in missing), (0, 0)), mode="edge")
