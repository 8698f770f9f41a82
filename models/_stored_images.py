"""Images in a file, read where they are asked for: for more of them than memory holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib import format as npy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from models._split import Images

_BLOCK_BYTES = 2**26


class StoredImages:
    """Rows of an `.npy` file of images, in any order; asking for some of them reads them.

    It stands where an array uint8 (n, height, width, channels) stands: `shape`, `len`, an index,
    a slice or an array of places work alike, and `np.asarray` reads everything. What goes over
    all images does so by `blocks`, or memory will not hold them.

    Args:
        path: The file, uint8 (images, height, width, channels), as `np.save` writes it.
        places: Which rows, int64 (n,); None for all.
    """

    dtype = np.dtype(np.uint8)
    ndim = 4

    def __init__(self, path: Path, places: NDArray[np.int64] | None = None) -> None:
        self._path = path
        with path.open("rb") as file:
            npy.read_magic(file)
            whole, _, dtype = npy.read_array_header_1_0(file)
            self._start = file.tell()
        if dtype != self.dtype or len(whole) != self.ndim:
            raise ValueError(f"expected uint8 images in {path}, received {dtype} {whole}")
        self._places = np.arange(whole[0]) if places is None else places
        self.shape: tuple[int, ...] = (len(self._places), *whole[1:])
        self.nbytes = int(np.prod(self.shape))

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, which: Any) -> Images:
        places = self._places[which]
        rows = np.empty((*np.shape(places), *self.shape[1:]), np.uint8)
        size = int(np.prod(self.shape[1:]))
        buffer = rows.reshape(-1).data
        handle = os.open(self._path, os.O_RDONLY)
        try:
            for row, place in enumerate(np.ravel(places).tolist()):
                _fill(buffer[row * size : (row + 1) * size], handle, self._start + place * size)
        finally:
            os.close(handle)
        return rows

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001 - NumPy's
        if copy is False:
            raise ValueError("expected copy of None or True for images in a file, received False")
        return self[:].astype(dtype or self.dtype, copy=False)

    def take(self, places: NDArray[np.int64]) -> StoredImages:
        """Give some of the images, in the order of `places`, without reading them."""
        return StoredImages(self._path, self._places[places])

    def blocks(self) -> Iterator[Images]:
        """Read all images in order, some 64 MiB at a time."""
        each = max(1, _BLOCK_BYTES // int(np.prod(self.shape[1:])))
        for start in range(0, len(self), each):
            yield self[start : start + each]


def _fill(buffer: memoryview, handle: int, start: int) -> None:
    """Read until the buffer is full: one call may read less."""
    while len(buffer):
        read = os.preadv(handle, [buffer], start)
        if not read:
            raise EOFError("a file of images ends before its last image")
        buffer, start = buffer[read:], start + read
