"""Average over the cells of a side."""

import numpy as np
from numpy.typing import NDArray


def averages(length: int, cells: int) -> NDArray[np.float32]:
    """Give the matrix (cells, length) that averages over cells.

    Cell i of g spans floor(i n / g) to ceil((i + 1) n / g) of n pixels, as in PyTorch's adaptive
    pooling: where there are fewer pixels than cells, cells share them.
    """
    matrix = np.zeros((cells, length), np.float32)
    for cell, row in enumerate(matrix):
        start, end = cell * length // cells, -(-(cell + 1) * length // cells)
        row[start:end] = 1 / (end - start)
    return matrix
