"""A file of images in the making, which has its full length from the start."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from errno import ENOSPC
from math import prod
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.lib import format as npy

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models import Images

START = 4096  # bytes before the first image
_GB = 10**9


@dataclass(frozen=True)
class ImageRows:
    """Images in an `.npy` file.

    Args:
        path: The file.
        shape: Images, height, width, channels.
    """

    path: Path
    shape: tuple[int, ...]

    def are_there(self) -> bool:
        """Say whether the file is there, in its full length."""
        return self.path.is_file() and self.path.stat().st_size == START + prod(self.shape)

    @contextmanager
    def opened(self) -> Iterator[OpenRows]:
        """Open it for writing; what is there stays.

        Raises:
            UsageError: If the disk has no room.
        """
        with self.path.open("r+b" if self.are_there() else "w+b") as file:
            file.write(_header(self.shape))
            file.flush()
            _allocate(file.fileno(), self.path, START + prod(self.shape))
            yield OpenRows(file, prod(self.shape[1:]))


@dataclass(frozen=True)
class OpenRows:
    """Rows of one size, behind a header."""

    file: BinaryIO
    size: int

    def write(self, row: int, image: Images) -> None:
        left = memoryview(np.ascontiguousarray(image).reshape(-1).data)
        place = START + row * self.size
        while left:
            written = os.pwrite(self.file.fileno(), left, place)
            left, place = left[written:], place + written


def _header(shape: tuple[int, ...]) -> bytes:
    """Write the header of an `.npy` file, padded to where a page of memory begins."""
    about = {"descr": "|u1", "fortran_order": False, "shape": shape}
    text = repr(about).ljust(START - len(npy.magic(1, 0)) - 3) + "\n"
    return npy.magic(1, 0) + (len(text)).to_bytes(2, "little") + text.encode("ascii")


def _allocate(handle: int, path: Path, size: int) -> None:
    """Take all the room at once: then there is none too little later, and writing is faster."""
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(handle, 0, size)
        else:
            os.truncate(handle, size)
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        free = shutil.disk_usage(path.parent).free
        raise UsageError(
            f"the decoded images need {size / _GB:.1f} GB in {path.parent}, where "
            f"{free / _GB:.1f} GB are free: choose a smaller size, or another place by "
            "DEPTHBENCH_CACHE"
        ) from None
