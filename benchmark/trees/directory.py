"""A folder on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from benchmark.trees._base import State, Tree, is_hidden
from benchmark.usage_error import UsageError


@dataclass(frozen=True)
class Directory(Tree):
    """A folder with all folders in it; links are followed, but never in a circle."""

    @classmethod
    def opens(cls, path: Path) -> bool:
        """Say whether this is a folder."""
        return path.is_dir()

    def paths(self) -> list[str]:
        """List all files, sorted."""
        return self._found[0]

    def folders(self) -> list[str]:
        """List all folders, sorted."""
        return self._found[1]

    def state(self, path: str) -> State:
        """Ask the file system."""
        found = os.stat(self._root + path)  # noqa: PTH116 - half the time, a million times
        return State(found.st_size, found.st_mtime_ns)

    def read(self, path: str) -> bytes:
        """Read a file as a whole, in half the time that Python's own files take."""
        handle = os.open(self._root + path, os.O_RDONLY | os.O_NONBLOCK)  # nobody may fill a pipe
        try:
            about = os.fstat(handle)
            if not S_ISREG(about.st_mode):
                raise OSError("neither a file nor a folder")
            left = about.st_size
            data = os.read(handle, left)
            while len(data) < left and (more := os.read(handle, left - len(data))):
                data += more
        finally:
            os.close(handle)
        return data

    @cached_property
    def _root(self) -> str:
        return f"{self.path}/"

    @cached_property
    def _found(self) -> tuple[list[str], list[str]]:
        files: list[str] = []
        folders: list[str] = []
        self._walk("", files, folders, ())
        return sorted(files), sorted(folders)

    def _walk(
        self,
        folder: str,
        files: list[str],
        folders: list[str],
        above: tuple[tuple[int, int], ...],
    ) -> None:
        """Go through a folder; `above` are those that lead to it, by which a circle is known."""
        status, entries = _contents(self.path / folder)
        mark = (status.st_dev, status.st_ino)
        if mark in above:
            return
        if folder:
            folders.append(folder.removesuffix("/"))
        for entry in entries:
            path = f"{folder}{entry.name}"
            if is_hidden(entry.name):
                continue
            if _is_folder(entry):
                self._walk(f"{path}/", files, folders, (*above, mark))
            else:
                files.append(path)


def _contents(folder: Path) -> tuple[os.stat_result, list[os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            return folder.stat(), list(entries)
    except OSError as error:
        raise UsageError(f"cannot read {folder}: {error.strerror}") from None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; reading it will say so
        return False
