"""SIFT on a dense grid, by OpenCV."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._split import Images

_NUMBERS = 128  # 4 x 4 cells of 8 orientations
_BLOCK = 256  # images a thread describes at a time


class DenseSIFT(TransformerMixin, BaseEstimator):
    """Describe each point of a grid: uint8 (n, height, width, channels) to RootSIFT descriptors.

    Output: float32 (n, rows, columns, 128), each descriptor of unit length or, where the image
    has no texture, all nought. Orientation is fixed at 0: on a grid, upright is information.
    Colour is turned to grey as ITU-R BT.601 does (0.299 R + 0.587 G + 0.114 B).

    Args:
        step: Pixels between grid points.
        bin_width: Pixels a spatial cell is wide; a descriptor sees 4 x 4 of them, softly.
        margin: Pixels from the border to the first point; an image too small for any point
            gets one, at its centre.

    Papers: Lowe, "Distinctive image features from scale-invariant keypoints", 2004; Arandjelovic,
        Zisserman, "Three things everyone should know to improve object retrieval", 2012 (the root
        of the L1-normalised descriptor).
    """

    def __init__(self, step: int = 2, bin_width: float = 3.0, margin: int = 2) -> None:
        self.step = step
        self.bin_width = bin_width
        self.margin = margin

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn nothing."""
        del x, y
        return self

    def grid(self, shape: tuple[int, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the rows and the columns of the points, in pixels, for a (height, width, ...)."""
        return self._places(shape[0]), self._places(shape[1])

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Describe every grid point of every image, on all cores."""
        rows, columns = self.grid(x.shape[1:])
        size = self.bin_width * 2 / 3  # OpenCV's cells are 1.5 keypoint sizes wide
        points = [cv2.KeyPoint(float(c), float(r), size, 0.0) for r in rows for c in columns]
        out = np.empty((len(x), len(rows), len(columns), _NUMBERS), np.float32)

        def describe(start: int) -> None:
            sift = cv2.SIFT_create()  # one a thread: it keeps buffers
            for image, where in zip(x[start : start + _BLOCK], out[start:], strict=False):
                where[:] = sift.compute(_grey(image), points)[1].reshape(where.shape)

        with _single_threaded_opencv(), ThreadPoolExecutor() as threads:
            list(threads.map(describe, range(0, len(x), _BLOCK)))
        return _root(out)

    def _places(self, length: int) -> NDArray[np.float64]:
        last = length - 1 - self.margin
        if last < self.margin:
            return np.array([(length - 1) / 2])
        slack = (last - self.margin) % self.step
        return np.arange(self.margin + slack / 2, last + 1e-9, self.step)


@contextmanager
def _single_threaded_opencv() -> Iterator[None]:
    """Keep OpenCV's own threads out of the way of ours; together they are a third slower."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def _grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if image.shape[2] == 1:
        return np.ascontiguousarray(image[..., 0])
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def _root(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take the square root of the L1-normalised descriptors, in place."""
    sums = descriptors.sum(axis=-1, keepdims=True)
    np.divide(descriptors, sums, out=descriptors, where=sums > 0)
    return np.sqrt(descriptors, out=descriptors)
