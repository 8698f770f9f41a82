"""With which cameras pictures were taken, as they noted themselves."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from benchmark._in_blocks import in_blocks
from benchmark.damaged_error import DamagedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.collection import Block, Collection
    from benchmark.pictures import Pictures

_MOST = 5000  # files that are read again
_MODEL = 0x0110  # the tag of EXIF
_START = 65_536  # bytes of a JPEG, among which its note lies
_NOTING = ("JPEG", "TIFF")


def cameras(pictures: Pictures) -> tuple[NDArray[np.int64], NDArray[np.str_]]:
    """Say with which camera pictures were taken; of up to 5,000 files, drawn at random.

    Args:
        pictures: Images with their files.

    Returns:
        Places of images, int64 (n,), and the names of their cameras, (n,), "" where none is noted.
    """
    files = np.unique(pictures.files)
    drawn = np.sort(np.random.default_rng(0).permutation(files)[:_MOST])
    formats = pictures.table["format"].iloc[drawn].isin(_NOTING).to_numpy()
    collection = pictures.collection
    looked = in_blocks(partial(_look, collection), collection.blocks(drawn[formats].tolist()))
    known = dict(each for block in looked for each in block)
    places = np.flatnonzero(np.isin(pictures.files, drawn))
    return places, np.array([known.get(int(file), "") for file in pictures.files[places]], str)


def _look(collection: Collection, block: Block) -> list[tuple[int, str]]:
    found = []
    for place, data in block:
        if not isinstance(data, DamagedError):
            with suppress(DamagedError):
                found.append((place, _camera(collection.read(place) if data is None else data)))
    return found


def _camera(data: bytes) -> str:
    from PIL import Image

    if data.startswith(b"\xff\xd8") and b"Exif" not in data[:_START]:
        return ""
    with suppress(Exception), Image.open(BytesIO(data)) as image:  # a note may be anything
        return str(image.getexif().get(_MODEL, "")).strip("\0 ")
    return ""
