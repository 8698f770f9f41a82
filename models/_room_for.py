"""An array for the descriptions of all images, if memory has room for it."""

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SMALL = 2**28  # bytes: less is not worth asking for
_GIB = 2**30


def room_for(shape: tuple[int, ...], dtype: Any = np.float32) -> NDArray[Any]:
    """Make an array that is not filled yet.

    Args:
        shape: Images, then what describes one.
        dtype: Of its numbers.

    Raises:
        MemoryError: If it is larger than what is free. The system would promise that memory all
            the same, and end the process where it is used.
    """
    needed = prod(shape) * np.dtype(dtype).itemsize
    if needed > _SMALL:
        import psutil

        free = psutil.virtual_memory().available + psutil.swap_memory().free
        if needed > free:
            raise MemoryError(
                f"expected {needed / _GIB:.1f} GiB of memory for {shape[0]} images described by "
                f"{prod(shape[1:])} numbers each, received {free / _GIB:.1f}: take fewer images, "
                "as by subset, smaller ones, or settings that describe an image by fewer numbers"
            )
    return np.empty(shape, dtype)
