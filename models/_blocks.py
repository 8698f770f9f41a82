"""Images block by block, on all cores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from models._cores import blas, cores
from models._room_for import room_for

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


def in_blocks(
    compute: Callable[[Any], NDArray[np.float32]], x: NDArray[Any], size: int
) -> NDArray[np.float32]:
    """Compute what images give a block at a time, each block on a thread of its own.

    A block's arrays stay in a core's cache where all images' would go through memory again and
    again, and threads of their own are busy all the time where those of a matrix product wait for
    what comes between two products. There are as many as NumPy's products would have had.

    Args:
        compute: From (m, ...) to float32 (m, ...); NumPy lets go of the interpreter meanwhile.
        x: Images (n, ...), at least one; of those in a file, each thread reads its own.
        size: How many are computed at a time.
    """
    if len(x) <= size:
        return compute(x[:])
    out = room_for((len(x), *compute(x[:1]).shape[1:]))

    def fill(start: int) -> None:
        out[start : start + size] = compute(x[start : start + size])

    libraries = _blas()
    threads = cores(libraries)  # of which nothing is left within the limit
    with libraries.limit(limits=1), ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, range(0, len(x), size)))
    return out


_blas = cache(blas)  # found once, as images may also come one by one
