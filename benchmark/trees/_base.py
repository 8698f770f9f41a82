"""The contract that every kind of folder or archive keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path


class State(NamedTuple):
    """What tells one state of a file from another without reading it.

    Args:
        size: Bytes.
        changed: When it was last changed, in nanoseconds; of an archive that keeps one, a checksum.
    """

    size: int
    changed: int


@dataclass(frozen=True)
class Tree(ABC):
    """Files by their paths, which have slashes on every system.

    Args:
        path: The folder or archive.
        chosen: The one file in it that was asked for, if a file was.

    Attributes:
        in_order: Whether files have to be read one after another, by `place`: what is compressed
            as a whole would be unpacked from its start for each.
    """

    in_order: ClassVar[bool] = False

    path: Path
    chosen: str = ""

    @classmethod
    @abstractmethod
    def opens(cls, path: Path) -> bool:
        """Say whether this is of the kind."""

    @abstractmethod
    def paths(self) -> list[str]:
        """List all files, sorted, but those that are hidden, or made by systems for themselves."""

    @abstractmethod
    def folders(self) -> list[str]:
        """List all folders below, sorted, empty ones too, but those that are hidden."""

    @abstractmethod
    def state(self, path: str) -> State:
        """Say in which state a file is.

        Raises:
            OSError: If there is no such file.
        """

    @abstractmethod
    def read(self, path: str) -> bytes:
        """Read a file as a whole; threads may read at the same time unless `in_order`.

        Raises:
            OSError: If it cannot be read.
        """

    def place(self, path: str) -> int:
        """Say where a file lies among the others, for those who read many."""
        del path
        return 0

    @property
    def identity(self) -> str:
        """Name the tree as it is now: other trees, and a replaced archive, have other names."""
        return str(self.path.resolve())


def is_hidden(path: str) -> bool:
    """Tell files that no person put there: those of editors, systems and version control."""
    parts = path.split("/")
    return any(part.startswith(".") for part in parts) or bool(_BY_SYSTEMS.intersection(parts))


_BY_SYSTEMS = {"__MACOSX", "Thumbs.db", "desktop.ini", "@eaDir"}


def plain_path(path: str, archive: Path, others: Container[str]) -> str:
    """Give a path in an archive without detours; of the archive itself it is empty.

    Args:
        path: As it stands in the archive.
        archive: Where.
        others: The files that came before.

    Raises:
        UsageError: If it leads out, or not everywhere to the same place, or there are two such.
    """
    parts = path.split("/")
    drive = parts[0][1:2] == ":"
    if not parts[0] or drive or ".." in parts or "\\" in path:
        raise UsageError(f"expected paths within {archive}, with slashes, received {path!r}")
    plain = "/".join(part for part in parts if part not in ("", "."))
    if plain in others:
        raise UsageError(f"expected each path once in {archive}, received {plain!r} again")
    return plain


def folders_of(paths: Iterable[str]) -> list[str]:
    """List the folders that files lie in, and those that hold them, sorted."""
    found = set()
    for path in paths:
        while path := path.rpartition("/")[0]:
            found.add(path)
    return sorted(found)
