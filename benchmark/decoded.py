"""Images decoded once, and kept on disk for all processes and all later runs."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from benchmark._decoding import Decoding
from benchmark._image_rows import ImageRows
from benchmark._seen import Seen
from benchmark.image_cache import image_cache
from benchmark.usage_error import UsageError
from models import StoredImages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from benchmark.collection import Collection
    from benchmark.frame import Frame
    from benchmark.survey import Survey
    from benchmark.told import Told

_VERSION = 2


class Images(NamedTuple):
    """Images as they were decoded.

    Args:
        x: Of each file as many as the decoder's `parts`, one after another.
        damaged: Of files that could not be decoded, by their place, the kind of damage and what
            was found; their images are black, as are those that a survey found damaged.
    """

    x: StoredImages
    damaged: dict[int, tuple[str, str]]


@dataclass(frozen=True)
class Decoded:
    """The images of a collection, brought to a frame, in the cache.

    What is there already is used: of an earlier run, also of one that was stopped halfway, or of
    another process, for which this one waits.

    Args:
        collection: The files.
        frame: What to bring their images to.
    """

    collection: Collection
    frame: Frame

    def looks_new(self) -> bool:
        """Say whether nothing like it was decoded before, as many files brought to that frame."""
        alike = image_cache().glob(f"{self._kind}-*")
        return not any(each.is_dir() and not each.suffix for each in alike)

    def survey(self, survey: Survey, told: Told) -> pd.DataFrame:
        """Look at all files and decode them in one go: each is read once.

        Args:
            survey: Of the collection, where there is none yet.
            told: Who wants to know how far it is.
        """
        draft = image_cache() / f"{survey.key}-{self._kind}.part"
        with _writing(draft.with_suffix(".lock")):
            if (table := survey.read()) is not None:  # another process was first
                return table
            table = survey.keep(Decoding(self.collection, self.frame, draft).run(told))
        with _writing(self._folder(table).with_suffix(".lock")):
            self._settle(draft, self._folder(table))
        return table

    def forget(self, table: pd.DataFrame) -> None:
        """Remove the images: they were wanted otherwise."""
        shutil.rmtree(self._folder(table), ignore_errors=True)

    def images(self, table: pd.DataFrame, told: Told) -> Images:
        """Give the images, decoded if they are not there.

        Args:
            table: Of the collection's survey.
            told: Who wants to know how far it is.

        Raises:
            UsageError: If the cache cannot hold them.
        """
        folder = self._folder(table)
        if (found := self._kept(folder)) is not None:
            return found
        with _writing(folder.with_suffix(".lock")):
            if self._kept(folder) is None:
                draft = folder.with_suffix(".part")
                Decoding(self.collection, self.frame, draft, _seen(table)).run(told)
                self._settle(draft, folder)
        if (found := self._kept(folder)) is None:
            raise UsageError(f"decoded images cannot be read back from {folder}")
        return found

    @property
    def _kind(self) -> str:
        """Name decoder, frame and how many files there are."""
        what = (_VERSION, self.collection.decoder, self.frame, len(self.collection.items))
        return sha256(repr(what).encode()).hexdigest()[:8]

    def _folder(self, table: pd.DataFrame) -> Path:
        """Name them by what is in their files; what is in damaged ones does not matter."""
        content = "\n".join(table["sha256"].where(table["damage"] == "", ""))
        return image_cache() / f"{self._kind}-{sha256(content.encode()).hexdigest()[:32]}"

    def _kept(self, folder: Path) -> Images | None:
        """Give what lies in the cache; None if it is not there, or not whole."""
        shape = len(self.collection.items) * self.collection.decoder.parts, *self.frame.shape
        with suppress(OSError, ValueError, TypeError, AttributeError):
            found = json.loads((folder / Decoding.DAMAGED).read_text(encoding="utf-8"))
            damaged = {int(place): (kind, message) for place, (kind, message) in found.items()}
            images = folder / Decoding.IMAGES
            if ImageRows(images, shape).are_there() and (x := StoredImages(images)).shape == shape:
                return Images(x, damaged)
        return None

    def _settle(self, draft: Path, folder: Path) -> None:
        """Put a draft where it belongs, unless something whole is there already."""
        if self._kept(folder) is not None:
            shutil.rmtree(draft)
            return
        shutil.rmtree(folder, ignore_errors=True)  # which something has damaged
        draft.rename(folder)


def _seen(table: pd.DataFrame) -> dict[int, Seen]:
    columns = [table[name].tolist() for name in Seen._fields]
    return {place: Seen(*row) for place, row in enumerate(zip(*columns, strict=True))}


@contextmanager
def _writing(lock: Path) -> Iterator[None]:
    """Be the only one to write, and say in one line why nothing can be written."""
    from filelock import FileLock

    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock):
            yield
    except OSError as error:
        raise UsageError(
            f"cannot keep decoded images: {error}; $DEPTHBENCH_CACHE names another place for them"
        ) from error
