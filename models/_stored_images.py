"""Images in a file, read where they are asked for: for more of them than memory holds."""

from __future__ import annotations

import os
from copy import copy
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from numpy.lib import format as npy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from models._split import Images

_NDIM = 4


class StoredImages:
    """Rows of an `.npy` file of images, in any order; asking for some of them reads them.

    It stands where an array uint8 (n, height, width, channels) stands: `shape`, `len`, an index,
    a slice or an array of places work alike, and `np.asarray` reads everything. What goes over
    all images does so one by one, as `for` has them, or by `blocks`, or memory will not hold them.

    Args:
        path: The file, uint8 (images, height, width, channels), as `np.save` writes it.
        places: Which rows, int64 (n,); None for all.

    Attributes:
        block_bytes: Of images that are read, or changed, at a time.
        shape: Of all images as they are read: with what `changed` makes of them.
        dtype: Likewise.
    """

    block_bytes: ClassVar[int] = 2**26

    def __init__(self, path: Path, places: NDArray[np.int64] | None = None) -> None:
        self._path = path
        with path.open("rb") as file:
            npy.read_magic(file)
            whole, _, dtype = npy.read_array_header_1_0(file)
            self._start = file.tell()
        if dtype != np.uint8 or len(whole) != _NDIM:
            raise ValueError(f"expected uint8 images in {path}, received {dtype} {whole}")
        self._places = np.arange(whole[0]) if places is None else places
        self._row: tuple[int, ...] = whole[1:]
        self._changes: tuple[Callable[[Any], Any], ...] = ()
        self.dtype: np.dtype[Any] = dtype
        self.shape: tuple[int, ...] = (len(self._places), *whole[1:])

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, which: Any) -> Images:
        places = self._places[which]
        flat = np.ravel(places)
        out = np.empty((len(flat), *self.shape[1:]), self.dtype)
        at_once = self._at_once()
        for start in range(0, len(flat), at_once):
            part = slice(start, start + at_once)
            if self._changes:
                read = np.empty((len(flat[part]), *self._row), np.uint8)
                self._read(flat[part], read)
                out[part] = reduce(lambda x, change: change(x), self._changes, read)
            else:
                self._read(flat[part], out[part])
        return out.reshape(*np.shape(places), *self.shape[1:])

    def __iter__(self) -> Iterator[Images]:
        for block in self.blocks():
            yield from block

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001 - NumPy's
        if copy is False:
            raise ValueError("expected copy of None or True for images in a file, received False")
        return self[:].astype(dtype or self.dtype, copy=False)

    @property
    def nbytes(self) -> int:
        """Bytes that an array of all images would take."""
        return int(np.prod(self.shape)) * self.dtype.itemsize

    def take(self, places: NDArray[np.int64], axis: Literal[0] = 0) -> StoredImages:
        """Give some of the images, in the order of `places`, without reading them."""
        del axis  # which arrays have to be told
        taken = copy(self)
        taken._places = self._places[places]
        taken.shape = (len(taken._places), *self.shape[1:])
        return taken

    def changed(self, change: Callable[[Any], NDArray[Any]]) -> StoredImages:
        """Give the images as a function makes them, which is called where they are read.

        Args:
            change: From images (m, ...) to as many; what it makes of one depends on that alone.
        """
        changed = copy(self)
        changed._changes = (*self._changes, change)
        one = change(np.zeros((1, *self.shape[1:]), self.dtype))
        changed.dtype, changed.shape = one.dtype, (len(self), *one.shape[1:])
        return changed

    def blocks(self) -> Iterator[Images]:
        """Read all images in order, some 64 MiB at a time."""
        each = self._at_once()
        for start in range(0, len(self), each):
            yield self[start : start + each]

    def _at_once(self) -> int:
        made = int(np.prod(self.shape[1:])) * self.dtype.itemsize
        return max(1, self.block_bytes // max(1, made, int(np.prod(self._row))))

    def _read(self, places: NDArray[np.int64], rows: Images) -> None:
        """Read rows of the file into an array."""
        size = int(np.prod(self._row))
        buffer = rows.reshape(-1).data
        handle = os.open(self._path, os.O_RDONLY)
        try:
            for row, place in enumerate(places.tolist()):
                _fill(buffer[row * size : (row + 1) * size], handle, self._start + place * size)
        finally:
            os.close(handle)


def _fill(buffer: memoryview, handle: int, start: int) -> None:
    """Read until the buffer is full: one call may read less."""
    while len(buffer):
        read = os.preadv(handle, [buffer], start)
        if not read:
            raise EOFError("a file of images ends before its last image")
        buffer, start = buffer[read:], start + read
