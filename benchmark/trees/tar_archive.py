"""A tar archive, compressed or not, read in place."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tarfile import TarFile, TarInfo
from typing import TYPE_CHECKING, Self
from weakref import finalize

from benchmark.trees._archive import Archive
from benchmark.trees._base import State, folders_of, is_hidden, plain_path
from benchmark.trees._expansion import check_expansion
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOUT_OTHERS = {  # kinds of entries that Python reads to their end, before anyone can look
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}
_MOST_ABOUT_OTHERS = 2**16  # bytes
_LATEST = 2**33  # seconds
_BLOCK = 512  # bytes
_BROKEN = (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError)


class _Entry(TarInfo):
    """What is in an archive; a name of a gigabyte is refused."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        entry = super().frombuf(buf, encoding, errors)
        if entry.type in _ABOUT_OTHERS and entry.size > _MOST_ABOUT_OTHERS:
            raise tarfile.ReadError(f"it has a header of {entry.size:,} bytes")
        return entry


@dataclass(frozen=True)
class TarArchive(Archive[TarInfo]):
    """A tar archive; one with links, devices, paths that lead out, or a bomb is refused."""

    in_order = True

    @classmethod
    def opens(cls, path: Path) -> bool:
        """Say whether this is a tar archive, by what is in it."""
        with suppress(*_BROKEN):  # cut short, and compressed
            if path.is_file():
                TarFile.open(path, tarinfo=_Entry).close()
                return True
        return False

    def folders(self) -> list[str]:
        """List all folders, sorted."""
        return folders_of([*self.paths(), *self._found[1]])

    def state(self, path: str) -> State:
        """Give size and time as the archive keeps them."""
        member = self.entry(path)
        known = 0 <= member.mtime < _LATEST  # it may be any number, or none
        return State(member.size, int(member.mtime * 1e9) if known else 0)

    def read(self, path: str) -> bytes:
        """Unpack a file in memory.

        Raises:
            OSError: If there is no such file, or the archive is damaged there.
        """
        try:
            file = self._archive.extractfile(self.entry(path))
            return b"" if file is None else file.read()
        except _BROKEN as error:
            raise OSError(str(error)) from error

    def place(self, path: str) -> int:
        """Say at which byte of what is unpacked it begins."""
        return self.entry(path).offset

    @cached_property
    def _archive(self) -> TarFile:
        archive = TarFile.open(self.path, tarinfo=_Entry)
        finalize(self, archive.close)
        return archive

    @property
    def entries(self) -> dict[str, TarInfo]:
        """The entries of all files by their paths, hidden ones too."""
        return self._found[0]

    @cached_property
    def _found(self) -> tuple[dict[str, TarInfo], list[str]]:
        """List files and, with a slash at their ends, folders."""
        members: dict[str, TarInfo] = {}
        folders = []
        try:
            for each, name in self._all(members):
                if each.isdir():
                    folders.append(f"{name}/")
                elif each.isfile():
                    members[name] = each
                else:
                    raise UsageError(
                        f"expected only files in {self.path}, received {name!r}, a link or device"
                    )
            self._check_end()
        except (*_BROKEN, OSError) as error:
            raise UsageError(f"cannot read {self.path}: {error}") from None
        return members, [each for each in folders if not is_hidden(each)]

    def _all(self, members: dict[str, TarInfo]) -> Iterator[tuple[TarInfo, str]]:
        """Give all that is in it, one by one: a bomb must not be unpacked to its end."""
        packed, unpacked = self.path.stat().st_size, 0
        for each in self._archive:
            unpacked += each.size
            check_expansion("all files", packed, unpacked, self.path)
            yield each, plain_path(each.name, self.path, members)

    def _check_end(self) -> None:
        """Look for the empty block at the end: Python takes whatever else is there for one."""
        file = self._archive.fileobj
        if file is not None:
            file.seek(self._archive.offset)
            if file.read(_BLOCK) != bytes(_BLOCK):
                raise tarfile.ReadError("it is damaged, or its end is missing")
