"""Products and passes through memory by NumPy, with the threads that it has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from models._cores import blas, cores

if TYPE_CHECKING:
    from collections.abc import Callable


def numpy_work(side: int, numbers: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Prepare what `Exercise` calls, both in float32.

    Args:
        side: Of the matrix that is multiplied by itself.
        numbers: In the array that is rewritten in place, a part by each thread: a processor that
            writes elsewhere reads what it is about to overwrite, which is not counted.

    Returns:
        Two functions, which return the product and the array when they are done.
    """
    random = np.random.default_rng(0)
    matrix = random.random((side, side), np.float32) - np.float32(0.5)
    array = np.ones(numbers, np.float32)
    threads = cores(blas())
    pool = ThreadPoolExecutor(threads)  # one core alone seldom takes all that memory gives
    parts = np.array_split(array, threads)

    def rewrite() -> Any:
        list(pool.map(lambda part: np.negative(part, out=part), parts))
        return array

    return lambda: matrix @ matrix, rewrite
