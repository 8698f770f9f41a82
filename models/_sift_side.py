"""What SIFT does along one side of an image, as matrices."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models._sift import CELLS, Kernels

_ROWS = 16  # of a band: enough to keep a product busy


class Band(NamedTuple):
    """Some rows of a matrix, and the columns of them that are not nought."""

    first: int
    end: int
    matrix: Any


class Side(NamedTuple):
    """Matrices for one side of an image, each cut into bands.

    Args:
        blur: (length, length).
        slope: (length, length), of what is blurred.
        cells: (points * 4, length).
    """

    blur: list[Band]
    slope: list[Band]
    cells: list[Band]

    @property
    def points(self) -> int:
        """Count the grid points along the side."""
        return sum(int(band.matrix.shape[0]) for band in self.cells) // CELLS


def side(xp: Any, kernels: Kernels, placement: Kernels) -> Side:
    """Make matrices of kernels: blurring, slopes of the blurred, and sums over cells.

    Args:
        xp: NumPy or `keras.ops`.
        kernels: Of the side.
        placement: Of the side.
    """
    blur = xp.einsum("t,tij->ij", kernels.blur, placement.blur)
    slope = xp.matmul(xp.einsum("t,tij->ij", kernels.slope, placement.slope), blur)
    cells = xp.einsum("ct,tpj->pcj", kernels.window, placement.window)
    cells = xp.reshape(cells, (-1, cells.shape[-1]))
    blurred, beside, around = (each.any(axis=0) for each in placement)
    return Side(
        _bands(blur, blurred),
        _bands(slope, beside.astype(np.int64) @ blurred > 0),
        _bands(cells, np.repeat(around, CELLS, axis=0)),
    )


def _bands(matrix: Any, used: NDArray[np.bool_]) -> list[Band]:
    """Cut a matrix where much of it is nought, as on large images; elsewhere one piece is best."""
    bands = []
    for start in range(0, len(used), _ROWS):
        columns = np.flatnonzero(used[start : start + _ROWS].any(axis=0))
        first, end = (columns[0], columns[-1] + 1) if len(columns) else (0, 1)
        bands.append(Band(first, end, matrix[start : start + _ROWS, first:end]))
    work = sum(band.matrix.shape[0] * (band.end - band.first) for band in bands)
    return bands if work < used.size / 3 else [Band(0, used.shape[1], matrix)]
