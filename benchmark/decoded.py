"""Images decoded once, and kept on disk for all processes and all later runs."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from benchmark._decoding import Decoding
from benchmark._image_rows import ImageRows
from benchmark.image_cache import image_cache
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError
from models import StoredImages

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.collection import Collection
    from benchmark.frame import Frame

_VERSION = 1


class Decoded(NamedTuple):
    """Images as they were decoded.

    Args:
        x: Of each file as many as the decoder's `parts`, one after another.
        damaged: Of files that could not be decoded, by their number, the kind of damage and what
            was found; their images are black.
    """

    x: StoredImages
    damaged: dict[int, tuple[str, str]]


def decoded(
    collection: Collection, hashes: dict[int, str], frame: Frame, told: Told = nobody
) -> Decoded:
    """Decode files, in threads, where nobody has done so before.

    What is there already is used: of an earlier run, also of one that was stopped halfway, or of
    another process, for which this one waits.

    Args:
        collection: The files.
        hashes: By the places of the files to decode, what tells their content from any other.
        frame: What to bring their images to.
        told: Who wants to know how far it is.

    Raises:
        UsageError: If the cache cannot hold them.
    """
    from filelock import FileLock

    key = sha256(repr((_VERSION, collection.decoder, frame, list(hashes.values()))).encode())
    folder = image_cache() / key.hexdigest()[:32]
    decoding = Decoding(collection, list(hashes), frame, folder.with_suffix(".part"))
    if (found := _kept(folder, decoding.shape)) is not None:
        return found
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if _kept(folder, decoding.shape) is None:
                decoding.run(told)
                shutil.rmtree(folder, ignore_errors=True)  # which something has damaged
                decoding.folder.rename(folder)
    except OSError as error:
        raise UsageError(
            f"cannot keep decoded images: {error}; $DEPTHBENCH_CACHE names another place for them"
        ) from error
    if (found := _kept(folder, decoding.shape)) is None:
        raise UsageError(f"decoded images cannot be read back from {folder}")
    return found


def _kept(folder: Path, shape: tuple[int, ...]) -> Decoded | None:
    """Give what lies in the cache; None if it is not there, or not whole."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        found = json.loads((folder / Decoding.DAMAGED).read_text(encoding="utf-8"))
        damaged = {int(number): (kind, message) for number, (kind, message) in found.items()}
        images = folder / Decoding.IMAGES
        if ImageRows(images, shape).are_there() and (x := StoredImages(images)).shape == shape:
            return Decoded(x, damaged)
    return None
