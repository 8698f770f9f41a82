"""A file that somebody has published: find it, fetch it, and be sure that it is the one."""

from __future__ import annotations

import gzip
import shutil
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.datasets._download import download
from benchmark.datasets._keras_cache import keras_cache
from benchmark.told import Told, nobody

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class PublishedFile:
    """A file by its checksum.

    Args:
        name: Below `datasets` in the Keras cache, where Keras puts it too.
        url: Where it is fetched.
        sha256: Of what is in it.
        others: Where else it may lie; what is relative is so to `datasets`.
        packed: Whether the checksum is of what gzip unpacks it to, as some pack it anew.
        offline: What one can do without a network instead of placing the file.
    """

    name: str
    url: str
    sha256: str
    others: tuple[str, ...] = ()
    packed: bool = False
    offline: str = ""

    @property
    def place(self) -> Path:
        """Where it goes."""
        return _folder() / self.name

    def find(self) -> Path | None:
        """Look where it may lie; its content is not looked at."""
        places = (*(_folder() / each for each in self.others), self.place)
        return next((each for each in places if each.is_file()), None)

    def content(self, told: Told = nobody) -> bytes:
        """Read it, unpacked if it is packed; fetch it if it is nowhere.

        Raises:
            ValueError: If the file that is there is not the one that it should be.
            FileNotFoundError: If it is not there, and cannot be had.
        """
        return self._checked(self.find() or self._fetch(told))

    def take_from(self, folder: Path) -> bool:
        """Copy it from a folder where it lies by any of its names; say whether it did.

        Raises:
            ValueError: If the file that is there is not the one that it should be.
        """
        names = [self.name, self.url, *self.others]
        places = [folder / each.rpartition("/")[2] for each in names] + [folder / self.name]
        found = next((each for each in places if each.is_file()), None)
        if found is None or found.resolve() == self.place.resolve():
            return found is not None
        self._checked(found)
        self._put(partial(_copy, found))
        return True

    def _fetch(self, told: Told) -> Path:
        try:
            self._put(lambda part: download(self.url, part, told))
        except (OSError, ValueError) as error:
            raise FileNotFoundError(
                f"{self.name} is not in {_folder()}, and its download failed ({error}); offline: "
                + (self.offline or f"get {self.url} elsewhere and put it to {self.place}")
            ) from error
        return self.place

    def _put(self, bring: Callable[[Path], bool]) -> None:
        """Bring it under a name of its own, so that half a file is never taken for a whole one."""
        from filelock import FileLock

        part = self.place.with_name(f"{self.place.name}.part")
        locks = keras_cache() / "depthbench" / "downloads"
        for folder in (locks, part.parent):
            folder.mkdir(parents=True, exist_ok=True)
        with FileLock(locks / f"{self.sha256[:16]}.lock"):
            if self.place.is_file():  # another process was first
                return
            resumed = bring(part)
            if resumed and not self._is(part):  # the server has another file by now
                part.unlink()
                bring(part)
            try:
                self._checked(part)
            except ValueError:
                part.unlink()
                raise
            part.replace(self.place)

    def _is(self, path: Path) -> bool:
        with suppress(ValueError):
            self._checked(path)
            return True
        return False

    def _checked(self, path: Path) -> bytes:
        """Read a file, if it is what it should be."""
        try:
            content = path.read_bytes()
            content = gzip.decompress(content) if self.packed else content
            received = sha256(content).hexdigest()
        except (EOFError, OSError, zlib.error) as error:
            content, received = b"", str(error)
        if received != self.sha256:
            raise ValueError(
                f"{path} is damaged, remove it: expected content of SHA-256 {self.sha256}, "
                f"received {received}"
            )
        return content


def _copy(found: Path, part: Path) -> bool:
    shutil.copyfile(found, part)
    return False


def _folder() -> Path:
    return keras_cache() / "datasets"
