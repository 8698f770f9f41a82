"""TFRecord files of labelled images, read without TensorFlow."""

from __future__ import annotations

import mmap
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from benchmark.damaged_error import DamagedError
from benchmark.image_cache import image_cache
from benchmark.item import Item
from benchmark.readers._base import Reader
from benchmark.readers._example import bytes_at, integer_at
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from benchmark.trees._base import State, Tree

_HEAD = struct.Struct("<QI")  # length of what follows, and a checksum of it
_TAIL = 4  # bytes: a checksum of the record


@dataclass(frozen=True)
class TFRecords(Reader):
    """Examples of an encoded image and a class each; where one begins is its item's path.

    Records' own checksums are not looked at: PNG and JPEG find out for themselves, and the
    fingerprint of the bytes is that of the images. Where the records begin is kept in the cache.

    Args:
        files: Of each file its name and its split.
        image: The feature that holds the image.
        label: The feature that holds the class; what is below 0 has none, and is left out.
        classes: Their names.
    """

    files: tuple[tuple[str, str], ...]
    image: str
    label: str
    classes: tuple[str, ...]

    def recognises(self, tree: Tree) -> bool:
        """Say whether the files are there."""
        return {name for name, _ in self.files} <= set(tree.paths())

    def items(self, tree: Tree, endings: Collection[str]) -> list[Item]:
        """List the records."""
        del endings
        return [
            Item(f"{name}/{start}", self._class(label, name), split)
            for name, split in self.files
            for start, label in self._index(tree, name).tolist()
            if label >= 0
        ]

    def read(self, tree: Tree, path: str) -> bytes:
        """Read the image of a record."""
        name, start = path.rsplit("/", 1)
        with (tree.path / name).open("rb") as file:
            file.seek(int(start))
            length, _ = _HEAD.unpack(file.read(_HEAD.size))
            record = file.read(min(length, os.fstat(file.fileno()).st_size))
        try:
            return bytes_at(memoryview(record), self.image)
        except ValueError as error:
            raise DamagedError("corrupt", f"no record: {error}") from error

    def state(self, tree: Tree, path: str) -> State:
        """Give the state of the file that a record is in."""
        return tree.state(path.rsplit("/", 1)[0])

    def place(self, tree: Tree, path: str) -> int:
        """Say where a record begins, file after file."""
        del tree
        name, start = path.rsplit("/", 1)
        number = next(at for at, (each, _) in enumerate(self.files) if each == name)
        return (number << 48) + int(start)

    def _class(self, label: int, name: str) -> str:
        if label >= len(self.classes):
            raise UsageError(f"expected {len(self.classes)} classes in {name}, received {label}")
        return self.classes[label]

    def _index(self, tree: Tree, name: str) -> NDArray[np.int64]:
        """Give where the records of a file begin, and their labels, int64 (n, 2)."""
        key = sha256(repr((tree.identity, name, tree.state(name), self.label)).encode())
        kept = image_cache() / "indexes" / f"{key.hexdigest()[:32]}.npy"
        with suppress(OSError, ValueError, EOFError):
            known: NDArray[np.int64] = np.load(kept, allow_pickle=False)
            return known
        try:
            found = list(_records(tree.path / name, self.label))
        except ValueError as error:
            raise UsageError(f"{tree.path / name} is damaged, prepare it anew: {error}") from None
        index = np.array(found, np.int64).reshape(-1, 2)
        with suppress(OSError):
            _keep(index, kept)
        return index


def _records(path: Path, label: str) -> Iterator[tuple[int, int]]:
    """Go from record to record; of a file on disk little more than heads and labels is read."""
    if not path.stat().st_size:
        return
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages,
        memoryview(pages) as data,
    ):
        start = 0
        while start < len(data):
            first = start + _HEAD.size
            length = _HEAD.unpack(data[start:first])[0] if first <= len(data) else len(data)
            if first + length + _TAIL > len(data):
                raise ValueError("it ends early")
            with data[first : first + length] as record:
                yield start, integer_at(record, label)
            start = first + length + _TAIL


def _keep(index: NDArray[np.int64], path: Path) -> None:
    """Write beside, then rename: it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent) as draft:
        np.save(Path(draft) / path.name, index, allow_pickle=False)
        (Path(draft) / path.name).replace(path)
