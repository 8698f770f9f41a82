"""Images decoded once, and kept on disk for all processes and all later runs."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from benchmark._decoding import Decoding
from benchmark.image_cache import image_cache
from benchmark.told import Told, nobody
from models import StoredImages

if TYPE_CHECKING:
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
        OSError: If the cache cannot hold them.
    """
    from filelock import FileLock

    key = sha256(repr((_VERSION, collection.decoder, frame, list(hashes.values()))).encode())
    folder = image_cache() / key.hexdigest()[:32]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not folder.is_dir():
                Decoding(collection, list(hashes), frame, folder.with_suffix(".part")).run(told)
                folder.with_suffix(".part").rename(folder)
    found = json.loads((folder / Decoding.DAMAGED).read_text(encoding="utf-8"))
    damaged = {int(number): (kind, message) for number, (kind, message) in found.items()}
    return Decoded(StoredImages(folder / Decoding.IMAGES), damaged)
