"""The short way for plain JPEGs, which most images are: libjpeg-turbo without detours."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING

from benchmark.damaged_error import DamagedError
from benchmark.decoders._base import Head

if TYPE_CHECKING:
    from models import Images

_START = b"\xff\xd8\xff"
_CAMERAS_NOTE = 0xE1
_ASIDE = {*range(0xE0, 0xF0), 0xFE}  # segments of programs and people
_PLAIN = {"Gray": 1, "YCbCr": 3, "RGB": 3}
_HARMLESS = "extraneous bytes"
_last = local()  # of each thread


def head_of_jpeg(data: bytes) -> Head | None:
    """Read the header of a JPEG that is neither CMYK nor turned; None for all else.

    Args:
        data: A file.
    """
    if getattr(_last, "data", None) is not data:  # it is asked for twice: of a file and to decode
        _last.data, _last.head = data, _head(data)
    head: Head | None = _last.head
    return head


def _head(data: bytes) -> Head | None:
    import simplejpeg

    if not data.startswith(_START) or _has_note(data):
        return None
    try:
        height, width, colours, _ = simplejpeg.decode_jpeg_header(data, strict=False)
    except (ValueError, KeyError):  # the latter where the header is cut short
        return None
    channels = _PLAIN.get(colours)
    return None if channels is None else Head("JPEG", height, width, channels)


def decode_jpeg(data: bytes, channels: int) -> Images | None:
    """Decode it; None if libjpeg-turbo finds fault with it that Pillow may say more of.

    Args:
        data: A file that has such a header.
        channels: 1 or 3.

    Raises:
        DamagedError: If its data end early or are broken, which Pillow lets pass.
    """
    import simplejpeg

    colours = "GRAY" if channels == 1 else "RGB"
    try:
        pixels: Images = simplejpeg.decode_jpeg(data, colours)
    except ValueError as error:
        said = str(error)
        if _HARMLESS in said:
            return None
        cut = "premature end" in said.lower()
        raise DamagedError("truncated" if cut else "corrupt", said) from None
    return pixels


def _has_note(data: bytes) -> bool:
    """Look for a camera's note among the segments that come before the picture."""
    place = 2  # bytes of the start
    while len(data) > place + 3 and data[place + 1] in _ASIDE:
        if data[place + 1] == _CAMERAS_NOTE:
            return True
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return False
