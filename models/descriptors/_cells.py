"""Sum over the cells of a side."""

import numpy as np
from numpy.typing import NDArray


def cells_of(length: int, cell: int, *, interpolate: bool) -> NDArray[np.float32]:
    """Give the matrix (cells, length) that averages a side's pixels over its cells."""
    cell = min(cell, length)
    count = length // cell
    start = (length - count * cell) // 2
    places: NDArray[np.float64] = (np.arange(length) - start + 0.5) / cell
    if interpolate:
        weights = np.maximum(0, 1 - np.abs(places - 0.5 - np.arange(count)[:, None]))
    else:
        weights = (np.floor(places) == np.arange(count)[:, None]).astype(np.float64)
    matrix: NDArray[np.float32] = (weights / cell).astype(np.float32)
    return matrix
