"""Files of images with what they show."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from benchmark.damaged_error import DamagedError
from benchmark.printable import printable
from benchmark.trees._base import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmark.decoders._base import Decoder
    from benchmark.item import Item
    from benchmark.readers._base import Reader
    from benchmark.trees._base import Tree

Block: TypeAlias = "list[tuple[int, bytes | DamagedError | None]]"
"""Places of files, with what is in them, or wrong with them, where only one thread may read."""

_BLOCK = 64  # files that a thread reads at a time
_ANY = ("utf-8", "surrogatepass")  # names of files need not be UTF-8
_ABSENT = State(-1, 0)


@dataclass(frozen=True)
class Collection:
    """The files of a data set, in a fixed order.

    Args:
        tree: Where they lie.
        reader: Who reads them.
        decoder: What makes images of them.
        items: What they show.
    """

    tree: Tree
    reader: Reader
    decoder: Decoder
    items: Sequence[Item]

    def read(self, place: int) -> bytes:
        """Read a file.

        Raises:
            DamagedError: If that cannot be done.
        """
        try:
            return self.reader.read(self.tree, self.items[place].path)
        except DamagedError:  # of a reader that decodes
            raise
        except (OSError, ValueError) as error:  # the latter of names that no system takes
            said = getattr(error, "strerror", None) or printable(str(error))
            raise DamagedError("unreadable", said) from error

    def content(self, place: int, read: bytes | DamagedError | None) -> bytes:
        """Give what is in a file of a block, reading it if nobody has.

        Raises:
            DamagedError: If it cannot be read.
        """
        if isinstance(read, DamagedError):
            raise read
        return self.read(place) if read is None else read

    def states(self) -> list[State]:
        """Say in which state the files are, without reading them; absent ones have size -1."""
        return [self._state(item.path) for item in self.items]

    def key(self, states: Sequence[State]) -> str:
        """Name files and states: the name changes when a file does."""
        digest = sha256(f"{self.tree.identity} {self.reader!r} {self.decoder!r}".encode(*_ANY))
        for item, state in zip(self.items, states, strict=True):
            digest.update(repr((item.path, *state)).encode(*_ANY))
        return digest.hexdigest()

    def blocks(self, places: Sequence[int]) -> Iterator[Block]:
        """Give files block by block, in the order in which they are read best."""
        ordered = sorted(places, key=self._position)
        for start in range(0, len(ordered), _BLOCK):
            block = ordered[start : start + _BLOCK]
            yield [(each, self._read_alone(each)) for each in block]

    def _read_alone(self, place: int) -> bytes | DamagedError | None:
        if not self.tree.in_order:
            return None
        try:
            return self.read(place)
        except DamagedError as damaged:
            return damaged

    def _position(self, place: int) -> int:
        try:
            return self.reader.place(self.tree, self.items[place].path)
        except OSError:  # reading it will say why
            return 0

    def _state(self, path: str) -> State:
        try:
            return self.reader.state(self.tree, path)
        except (OSError, ValueError):
            return _ABSENT
