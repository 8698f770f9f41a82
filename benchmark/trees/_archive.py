"""What archives of all kinds have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from benchmark.trees._base import Tree, is_hidden

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Archive(Tree, Generic[Entry]):
    """A file that holds files, each with an entry."""

    def paths(self) -> list[str]:
        """List all files, sorted."""
        return sorted(path for path in self.entries if not is_hidden(path))

    @property
    def identity(self) -> str:
        """Name the archive as it is now."""
        status = self.path.stat()
        return f"{super().identity} {status.st_size} {status.st_mtime_ns}"

    @property
    @abstractmethod
    def entries(self) -> dict[str, Entry]:
        """The entries of all files by their paths, hidden ones too."""

    def entry(self, path: str) -> Entry:
        """Give the entry of a file.

        Raises:
            FileNotFoundError: If there is none.
        """
        if path not in self.entries:
            raise FileNotFoundError(f"there is no {path} in {self.path}")
        return self.entries[path]
