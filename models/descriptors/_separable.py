"""Kernels that fall into one for the rows and one for the columns."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[Any]

_REACH = 3  # standard deviations after which kernels end


def radius(deviation: float) -> int:
    """Say how many pixels a Gaussian reaches."""
    return max(1, round(_REACH * deviation))


def gaussian(deviation: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give a Gaussian of sum 1, and the pixels that it is at."""
    reach = radius(deviation)
    taps = np.arange(-reach, reach + 1)
    bell = np.exp(-(taps**2) / (2 * deviation**2))
    return taps, bell / bell.sum()


def matrices(kernels: Sequence[Any], shape: tuple[int, ...], kind: Any) -> tuple[Matrix, Matrix]:
    """Turn a kernel for the rows and one for the columns into matrices that mirror at edges."""
    down, along = (_matrix(each, length) for each, length in zip(kernels, shape, strict=False))
    return down.astype(kind), along.astype(kind)


def _matrix(kernel: Any, length: int) -> Matrix:
    matrix = np.zeros((length, length), kernel.dtype)
    pixels = np.arange(length)
    for place, weight in enumerate(kernel):
        beside = (pixels + place - len(kernel) // 2) % (2 * length)
        matrix[pixels, np.minimum(beside, 2 * length - 1 - beside)] += weight
    return matrix
