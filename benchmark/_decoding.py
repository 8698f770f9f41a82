"""Decode files into one file of images, going on where an earlier attempt was stopped."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from errno import ENOSPC
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.lib import format as npy

from benchmark._in_blocks import in_blocks
from benchmark._ledger import Ledger
from benchmark.damaged_error import DamagedError
from benchmark.fit_picture import fit_picture
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from benchmark.collection import Block, Collection
    from benchmark.frame import Frame
    from benchmark.told import Told
    from models import Images

_GB = 10**9
_START = 4096  # bytes before the first image


@dataclass(frozen=True)
class Decoding:
    """A folder in the making.

    Args:
        collection: The files.
        places: Which of them, in order: the first is file number 0 here.
        frame: What to bring their images to.
        folder: Where `x.npy` and `damaged.json` come to lie.
    """

    IMAGES: ClassVar[str] = "x.npy"
    DAMAGED: ClassVar[str] = "damaged.json"

    collection: Collection
    places: Sequence[int]
    frame: Frame
    folder: Path

    def run(self, told: Told) -> None:
        """Decode what is missing, block by block; what is done is written down block by block.

        Raises:
            UsageError: If the disk has no room.
        """
        self.folder.mkdir(exist_ok=True)
        ledger = Ledger.read(self.folder / "done.jsonl")
        numbers = {
            place: number for number, place in enumerate(self.places) if number not in ledger.done
        }
        blocks = self.collection.blocks(list(numbers))
        with self._file() as file, ledger.writing():
            for found in in_blocks(partial(self._block, numbers, file), blocks):
                ledger.add(found)
                told("decoding", len(ledger.done), len(self.places))
        (self.folder / self.DAMAGED).write_text(json.dumps(ledger.damaged), encoding="utf-8")
        ledger.path.unlink(missing_ok=True)

    def _block(
        self, numbers: dict[int, int], file: _File, block: Block
    ) -> dict[int, tuple[str, str] | None]:
        """Decode a block of files; say by number what is wrong with each, None if nothing."""
        found: dict[int, tuple[str, str] | None] = {}
        for place, data in block:
            number, damage = numbers[place], None
            try:
                self._one(file, number, self.collection.content(place, data))
            except DamagedError as damaged:
                damage = damaged.kind, str(damaged)
            found[number] = damage
        return found

    def _one(self, file: _File, number: int, data: bytes) -> None:
        pictures = self.collection.decoder.decode(data)
        for part, picture in enumerate(pictures):
            image = fit_picture(picture, self.frame.shape, self.frame.rule)
            file.write(number * len(pictures) + part, image)

    @contextmanager
    def _file(self) -> Iterator[_File]:
        """Open the file of images, which has its full length from the start."""
        rows = len(self.places) * self.collection.decoder.parts
        path = self.folder / self.IMAGES
        with path.open("r+b" if path.exists() else "w+b") as file:
            size = int(np.prod(self.frame.shape))
            file.write(_header((rows, *self.frame.shape)))
            file.flush()
            _allocate(file.fileno(), path, _START + rows * size)
            yield _File(file, size)


@dataclass(frozen=True)
class _File:
    """Rows of one size, behind a header."""

    file: BinaryIO
    size: int

    def write(self, row: int, image: Images) -> None:
        left = memoryview(np.ascontiguousarray(image).reshape(-1).data)
        place = _START + row * self.size
        while left:
            written = os.pwrite(self.file.fileno(), left, place)
            left, place = left[written:], place + written


def _header(shape: tuple[int, ...]) -> bytes:
    """Write the header of an `.npy` file, padded to where a page of memory begins."""
    about = {"descr": "|u1", "fortran_order": False, "shape": shape}
    text = repr(about).ljust(_START - len(npy.magic(1, 0)) - 3) + "\n"
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
