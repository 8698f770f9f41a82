"""Read an image file as a model takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.damaged_error import DamagedError
from benchmark.decoders.picture import Picture
from benchmark.fit_picture import fit_picture
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.fit_picture import Rule
    from models import Images


def read_image(path: Path, shape: tuple[int, int, int], rule: Rule) -> tuple[Images, str]:
    """Read an image file just as a data set that lies in files is read.

    Args:
        path: The file.
        shape: Height, width and channels (1 or 3) wanted.
        rule: What becomes of a picture of another shape.

    Returns:
        The image, uint8 of that shape, RGB where it has three channels; and a note on how it was
        changed beyond size and colours, empty if it was not.

    Raises:
        UsageError: If there is no such file, or it holds no such picture; the message names it.
    """
    try:
        data = path.read_bytes()
        (picture,), note = Picture().decode(data), Picture().head(data).note
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    except DamagedError as damaged:
        raise UsageError(f"cannot use {path}: {damaged.kind}: {damaged}") from None
    return fit_picture(picture, shape, rule), note
