"""A zip archive, read in place."""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from benchmark.trees._base import State, Tree, check_path, folders_of, is_hidden
from benchmark.trees._expansion import check_expansion
from benchmark.usage_error import UsageError

_SAYS_UTF_8 = 0x800  # a flag
_LINK = 0o120000  # of a Unix mode
_KIND = 0o170000


@dataclass(frozen=True)
class ZipArchive(Tree):
    """A zip archive; one with links, paths that lead out, or a bomb is refused."""

    @classmethod
    def opens(cls, path: Path) -> bool:
        """Say whether this is a zip archive; NumPy's archives of arrays are files of their own."""
        return path.suffix.lower() != ".npz" and path.is_file() and is_zipfile(path)

    def paths(self) -> list[str]:
        """List all files, sorted."""
        return sorted(path for path in self._members if not is_hidden(path))

    def folders(self) -> list[str]:
        """List all folders, sorted."""
        empty = [_name(each) for each in self._archive.infolist() if each.is_dir()]
        return folders_of(path for path in [*self.paths(), *empty] if not is_hidden(path))

    def state(self, path: str) -> State:
        """Give the size and the checksum that the archive keeps."""
        member = self._member(path)
        return State(member.file_size, member.CRC)

    def read(self, path: str) -> bytes:
        """Unpack a file in memory.

        Raises:
            OSError: If there is no such file, or it is damaged or encrypted.
        """
        try:
            return self._archive.read(self._member(path))
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
            raise OSError(str(error)) from error

    def place(self, path: str) -> int:
        """Say at which byte it begins."""
        return self._member(path).header_offset

    @property
    def identity(self) -> str:
        """Name the archive as it is now."""
        status = self.path.stat()
        return f"{super().identity} {status.st_size} {status.st_mtime_ns}"

    def _member(self, path: str) -> ZipInfo:
        if path not in self._members:
            raise FileNotFoundError(f"there is no {path} in {self.path}")
        return self._members[path]

    @cached_property
    def _archive(self) -> ZipFile:
        try:
            return ZipFile(self.path)
        except BadZipFile as error:
            raise UsageError(f"cannot read {self.path}: {error}") from None

    @cached_property
    def _members(self) -> dict[str, ZipInfo]:
        members = {}
        for each in self._archive.infolist():
            name = _name(each)
            check_path(name, self.path)
            if each.external_attr >> 16 & _KIND == _LINK:
                raise UsageError(f"expected no links in {self.path}, received {name!r}")
            check_expansion(name, each.compress_size, each.file_size, self.path)
            if not each.is_dir():
                members[name] = each
        return members


def _name(member: ZipInfo) -> str:
    """Give a name as it was meant: many programs write UTF-8 and do not say so."""
    if not member.flag_bits & _SAYS_UTF_8:
        with suppress(UnicodeError):
            return member.filename.encode("cp437").decode("utf-8")
    return member.filename
