"""From Pillow's kinds of pixels to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from benchmark.damaged_error import DamagedError

if TYPE_CHECKING:
    from PIL.Image import Image

    from models import Images

_ORIENTATION = 0x0112  # the tag of EXIF
_NOTE_OF_PNG = b"eXIf"
_ON_ITS_SIDE = {5, 6, 7, 8}
_GREY = {"1", "L", "LA", "La"}
_GREY_16 = {"I;16", "I;16L", "I;16B", "I;16N", "I"}
_MOST_16 = 65535


class Changes(NamedTuple):
    """What becomes of a picture when it is decoded.

    Args:
        channels: 1 or 3.
        turned: Whether height and width change places.
        note: What else is changed.
    """

    channels: int
    turned: bool
    note: str


def what_changes(image: Image, data: bytes) -> Changes:
    """Say how a picture, opened but not decoded, will be changed.

    Args:
        image: As opened.
        data: The file that it is from.
    """
    mode, notes = image.mode, []
    channels = 1 if mode in _GREY | _GREY_16 else 3
    if mode in _GREY_16 or _is_16_bit_colour(image):
        notes.append("16 bits became 8")
    if mode in ("P", "PA"):
        channels = _channels_of_palette(image)
        notes.append("its palette became colours")
    if mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        notes.append(f"{mode} became RGB")
    if _has_transparency(image):
        notes.append("its transparency was blended with white")
    # To ask a PNG is to decode it: its note may stand at its end.
    noted = image.format != "PNG" or _NOTE_OF_PNG in data
    turned = image.getexif().get(_ORIENTATION, 1) if noted else 1
    if turned != 1:
        notes.append("it was turned as its camera noted")
    if (frames := getattr(image, "n_frames", 1)) > 1:
        notes.append(f"the first of {frames} pictures was taken")
    return Changes(channels, turned in _ON_ITS_SIDE, "; ".join(notes))


def to_bytes(image: Image, data: bytes) -> Images:
    """Give a decoded picture as uint8 (height, width, channels).

    Args:
        image: Of any of Pillow's modes.
        data: The file that it is from: Pillow halves the bits of colours that have 16.
    """
    from PIL import ImageOps

    if image.mode == "F":
        raise DamagedError("unsupported", "expected 8 or 16 bits a channel, received float32")
    if _is_16_bit_colour(image):
        return _by_opencv(data)
    upright: Image = ImageOps.exif_transpose(image)
    if upright.mode in _GREY_16:
        return _grey_of_16(upright)
    if _has_transparency(upright):
        grey = upright.mode in _GREY
        upright = _on_white(upright)
        if grey:
            upright = upright.convert("L")
    if upright.mode == "P":
        upright = upright.convert("L" if _channels_of_palette(image) == 1 else "RGB")
    mode = "L" if upright.mode in _GREY else "RGB"
    pixels = np.asarray(upright.convert(mode))
    return pixels.reshape(*pixels.shape[:2], -1)


def _has_transparency(image: Image) -> bool:
    return image.has_transparency_data


def _on_white(image: Image) -> Image:
    from PIL import Image as Images

    layered = image.convert("RGBA")
    white = Images.new("RGBA", layered.size, "white")
    return Images.alpha_composite(white, layered).convert("RGB")


def _channels_of_palette(image: Image) -> int:
    colours = np.array(image.getpalette() or [0, 0, 0]).reshape(-1, 3)
    return 1 if (colours == colours[:, :1]).all() else 3


def _grey_of_16(image: Image) -> Images:
    values: Any = np.asarray(image).astype(np.int64)
    if values.min(initial=0) < 0 or values.max(initial=0) > _MOST_16:
        raise DamagedError("unsupported", "expected 8 or 16 bits a channel, received 32")
    return np.round(values / 257).astype(np.uint8)[..., None]  # type: ignore[no-any-return]


def _is_16_bit_colour(image: Image) -> bool:
    """Tell by the header: Pillow shows such a PNG as if it had 8 bits."""
    tile = getattr(image, "tile", ())
    raw = str(tile[0][3]) if tile else ""
    return image.mode in ("RGB", "RGBA") and "16" in raw


def _by_opencv(data: bytes) -> Images:
    """Decode 16 bits a channel, as (height, width, 3) in RGB; blended with white."""
    import cv2

    pixels: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise DamagedError("unsupported", "expected 16 bits a channel that OpenCV can read")
    values = pixels.astype(np.float64) / 257
    if values.shape[2] == 4:  # noqa: PLR2004 - BGRA
        alpha = values[..., 3:] / 255
        values = values[..., :3] * alpha + 255 * (1 - alpha)
    return np.ascontiguousarray(np.round(values[..., ::-1])).astype(np.uint8)
