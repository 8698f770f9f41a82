"""A zip archive, read in place."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from lzma import LZMAError
from pathlib import Path
from stat import S_IFDIR, S_IFMT, S_IFREG
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from benchmark.trees._archive import Archive
from benchmark.trees._base import State, folders_of, is_hidden, plain_path
from benchmark.trees._expansion import check_expansion
from benchmark.usage_error import UsageError

_SAYS_UTF_8 = 0x800  # a flag
_ENCRYPTED = 0x1  # likewise
_UNIX = 3  # a system
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, LZMAError)


@dataclass(frozen=True)
class ZipArchive(Archive[ZipInfo]):
    """A zip archive; one with links, paths that lead out, or a bomb is refused."""

    @classmethod
    def opens(cls, path: Path) -> bool:
        """Say whether this is a zip archive; NumPy's archives of arrays are files of their own."""
        return path.suffix.lower() != ".npz" and path.is_file() and is_zipfile(path)

    def folders(self) -> list[str]:
        """List all folders, sorted."""
        empty = [_name(each) for each in self._archive.infolist() if each.is_dir()]
        return folders_of(path for path in [*self.paths(), *empty] if not is_hidden(path))

    def state(self, path: str) -> State:
        """Give the size and the checksum that the archive keeps."""
        member = self.entry(path)
        return State(member.file_size, member.CRC)

    def read(self, path: str) -> bytes:
        """Unpack a file in memory.

        Raises:
            OSError: If there is no such file, or it is damaged or encrypted.
        """
        try:
            return self._archive.read(self.entry(path))
        except _BROKEN as error:
            raise OSError(str(error)) from error

    def place(self, path: str) -> int:
        """Say at which byte it begins."""
        return self.entry(path).header_offset

    @cached_property
    def _archive(self) -> ZipFile:
        try:
            return ZipFile(self.path)
        except (*_BROKEN, ValueError, struct.error) as error:
            raise UsageError(f"cannot read {self.path}: {error}") from None

    @cached_property
    def entries(self) -> dict[str, ZipInfo]:
        """The entries of all files by their paths, hidden ones too."""
        members: dict[str, ZipInfo] = {}
        for each in self._archive.infolist():
            name = plain_path(_name(each), self.path, members)
            if not _is_plain(each):
                raise UsageError(
                    f"expected only files in {self.path}, received {name!r}, a link or device"
                )
            if each.flag_bits & _ENCRYPTED:
                raise UsageError(f"expected no secrets in {self.path}, {name!r} is encrypted")
            check_expansion(name, each.compress_size, each.file_size, self.path)
            if not each.is_dir():
                members[name] = each
        return members


def _is_plain(member: ZipInfo) -> bool:
    mode = member.external_attr >> 16 if member.create_system == _UNIX else 0
    return S_IFMT(mode) in {0, S_IFREG, S_IFDIR}


def _name(member: ZipInfo) -> str:
    """Give a name as it was meant: many programs write UTF-8 and do not say so."""
    if not member.flag_bits & _SAYS_UTF_8:
        with suppress(UnicodeError):
            return member.filename.encode("cp437").decode("utf-8")
    return member.filename
