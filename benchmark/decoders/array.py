"""Single images as NumPy writes them, `.npy`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from benchmark.damaged_error import DamagedError
from benchmark.decoders._base import Decoder, Head
from benchmark.decoders._check_size import check_size
from benchmark.decoders._npy import array_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from models import Images

_CHANNELS = (1, 3)


@dataclass(frozen=True)
class Array(Decoder):
    """An array (height, width) or (height, width, channels), channels 1 or 3, of 8 or 16 bits.

    Sixteen bits become eight by rounding. Pickles are never loaded.
    """

    endings: ClassVar[dict[str, str]] = {".npy": "NPY"}

    def head(self, data: bytes) -> Head:
        """Read the array."""
        array = _array(data)
        note = "" if array.dtype == np.uint8 else "16 bits became 8"
        height, width, channels = array.shape
        return Head("NPY", height, width, channels, note)

    def decode(self, data: bytes) -> Sequence[Images]:
        """Give the array in 8 bits."""
        array = _array(data)
        return [array if array.dtype == np.uint8 else np.round(array / 257).astype(np.uint8)]


def _array(data: bytes) -> NDArray[Any]:
    array = array_of(data)
    if array.ndim == 2:  # noqa: PLR2004 - height and width
        array = array[..., None]
    if array.ndim != 3 or array.shape[2] not in _CHANNELS or not array.size:  # noqa: PLR2004
        raise DamagedError(
            "unsupported", f"expected (height, width, 1 or 3), received {array.shape}"
        )
    if array.dtype.newbyteorder("=") not in (np.uint8, np.uint16):
        raise DamagedError("unsupported", f"expected uint8 or uint16, received {array.dtype}")
    check_size(*array.shape[:2])
    return array
