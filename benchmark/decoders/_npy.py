"""Arrays as NumPy writes them, read without trusting them."""

from __future__ import annotations

from io import BytesIO
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib import format as npy

from benchmark.damaged_error import DamagedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_READERS = {
    (1, 0): npy.read_array_header_1_0,
    (2, 0): npy.read_array_header_2_0,
    # The third version is the second in UTF-8, for names of fields, which images have none of.
    (3, 0): npy.read_array_header_2_0,
}


def array_of(data: bytes) -> NDArray[Any]:
    """Give the array in an `.npy` file, a view of its bytes; of objects there is none.

    Raises:
        DamagedError: If there is no such array.
    """
    if not data:
        raise DamagedError("empty", "0 bytes")
    if not data.startswith(npy.MAGIC_PREFIX):
        raise DamagedError("not an image", f"begins with {data[:12]!r}")
    shape, by_columns, dtype, start = _header(data)
    if dtype.hasobject or dtype.itemsize == 0:
        raise DamagedError("unsupported", f"expected uint8 or uint16, received {dtype}")
    needed, there = prod(shape) * dtype.itemsize, len(data) - start
    if there < needed:
        raise DamagedError("truncated", f"expected {needed:,} bytes, received {there:,}")
    array = np.frombuffer(data, dtype, prod(shape), start)
    return array.reshape(shape, order="F" if by_columns else "C")


def _header(data: bytes) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Read shape, whether columns come first, the kind of numbers, and where they begin."""
    file = BytesIO(data)
    try:
        found = _READERS[npy.read_magic(file)](file)
    except Exception as error:  # of Python's parser, too, by which NumPy reads it
        raise DamagedError("corrupt", "its header cannot be read") from error
    return (*found, file.tell())
