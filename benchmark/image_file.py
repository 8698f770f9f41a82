"""Read an image file as a model takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark.damaged_error import DamagedError
from benchmark.fit_picture import fit_picture
from benchmark.plugins import DECODERS
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.decoders._base import Decoder
    from benchmark.fit_picture import Rule
    from models import Images


def read_image(
    path: Path, shape: tuple[int, int, int], rule: Rule, decoder: str = ""
) -> tuple[Images, str]:
    """Read an image file just as a data set that lies in files is read.

    Args:
        path: The file.
        shape: Height, width and channels (1 or 3) wanted.
        rule: What becomes of a picture of another shape.
        decoder: Spec string of what makes images of it; empty for the one of its ending, or
            pictures.

    Returns:
        The images, uint8 (n, *shape), RGB where there are three channels, one but of a clip; and
        a note on how they were changed beyond size and colours, empty if they were not.

    Raises:
        UsageError: If there is no such file, or it holds no such picture; the message names it.
    """
    by = DECODERS.make(decoder or _of_ending(path.name.lower()))
    try:
        data = path.read_bytes()
        pictures, note = by.decode(data), by.head(data).note
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    except DamagedError as damaged:
        raise UsageError(f"cannot use {path}: {damaged.kind}: {damaged}") from None
    return np.stack([fit_picture(picture, shape, rule) for picture in pictures]), note


def _of_ending(name: str) -> str:
    for each in DECODERS.names:
        known: Decoder = DECODERS.make(each)
        if name.endswith(tuple(known.endings)):
            return each
    return "picture"
