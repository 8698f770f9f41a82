"""From Pillow's kinds of pixels to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from benchmark.damaged_error import DamagedError

if TYPE_CHECKING:
    from PIL.Image import Image

    from models import Images

_ORIENTATION = 0x0112  # the tag of EXIF
_NOTES_OF_PNG = (b"eXIf", b"Raw profile type", b"com.adobe.xmp")
_TURNED = range(2, 9)
_ON_ITS_SIDE = range(5, 9)
_GREY = {"1", "L", "LA", "La"}
_GREY_16 = {"I;16", "I;16L", "I;16B", "I;16N", "I"}
_PALETTE = {"P", "PA"}
_NO_PIXELS = {"F": "float32", "LAB": "CIELAB"}
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

    Raises:
        DamagedError: If its numbers are no grey or colour.
    """
    mode, notes = _supported(image), []
    if mode in _GREY_16 or _wide_colours(image):
        notes.append("16 bits became 8")
    if mode in _PALETTE:
        notes.append("its palette became colours")
    if mode in {"CMYK", "YCbCr"}:
        notes.append(f"{mode} became RGB")
    if image.has_transparency_data:
        notes.append("its transparency was blended with white")
    # To ask a PNG is to decode it: its note may stand at its end.
    noted = image.format != "PNG" or any(note in data for note in _NOTES_OF_PNG)
    if (turned := image.getexif().get(_ORIENTATION) if noted else 1) in _TURNED:
        notes.append("it was turned as its camera noted")
    if (frames := getattr(image, "n_frames", 1)) > 1:
        notes.append(f"the first of {frames} pictures was taken")
    # Pillow says of a TIFF which size it has the right way up.
    on_its_side = turned in _ON_ITS_SIDE and image.format != "TIFF"
    return Changes(_channels(image), on_its_side, "; ".join(notes))


def to_bytes(image: Image, data: bytes) -> Images:
    """Decode a picture that is open; give uint8 (height, width, channels).

    Args:
        image: Of any of Pillow's modes.
        data: The file that it is from: Pillow halves the bits of colours that have 16.

    Raises:
        DamagedError: If its numbers are no grey or colour.
    """
    from PIL import ImageOps

    _supported(image)
    channels, wide = _channels(image), _wide_colours(image)  # decoded, it does not know any more
    image.load()
    upright: Image = ImageOps.exif_transpose(_by_opencv(data, image) if wide else image)
    if upright.mode in _GREY_16:
        return _grey_of_16(upright)
    if upright.has_transparency_data:
        upright = _on_white(upright)
    pixels = np.asarray(upright.convert("L" if channels == 1 else "RGB"))
    return pixels.reshape(*pixels.shape[:2], channels)


def _supported(image: Image) -> str:
    if image.mode in _NO_PIXELS:
        raise DamagedError(
            "unsupported",
            f"expected grey or colour of 8 or 16 bits, received {_NO_PIXELS[image.mode]}",
        )
    return image.mode


def _channels(image: Image) -> int:
    if image.mode in _PALETTE:
        colours = np.array(image.getpalette() or [0, 0, 0]).reshape(-1, 3)
        return 1 if (colours == colours[:, :1]).all() else 3
    grey = image.mode in _GREY | _GREY_16 or _wide_colours(image).startswith("LA")
    return 1 if grey else 3


def _on_white(image: Image) -> Image:
    from PIL import Image as Images

    layered = image.convert("RGBA")
    white = Images.new("RGBA", layered.size, "white")
    return Images.alpha_composite(white, layered).convert("RGB")


def _grey_of_16(image: Image) -> Images:
    values: Any = np.asarray(image).astype(np.int64)
    if values.min(initial=0) < 0 or values.max(initial=0) > _MOST_16:
        raise DamagedError("unsupported", "expected 8 or 16 bits a channel, received 32")
    if isinstance(clear := image.info.get("transparency"), int):
        values[values == clear] = _MOST_16
    return np.round(values / 257).astype(np.uint8)[..., None]  # type: ignore[no-any-return]


def _wide_colours(image: Image) -> str:
    """Name the layout of colours of 16 bits, by the header: Pillow shows them as if they had 8."""
    tile = getattr(image, "tile", ())
    raw = str(tile[0][3]).strip("('") if tile else ""
    return raw if image.mode in ("RGB", "RGBA") and ";16" in raw else ""


def _by_opencv(data: bytes, image: Image) -> Image:
    """Decode 16 bits a channel into 8, blended with white; with the camera's note."""
    import cv2
    from PIL import Image as Images

    pixels: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise DamagedError("corrupt", "expected 16 bits a channel that OpenCV can read")
    values = np.atleast_3d(pixels) / 257
    if values.shape[2] == 4:  # noqa: PLR2004 - BGRA
        alpha = values[..., 3:] / 255
        values = values[..., :3] * alpha + 255 * (1 - alpha)
    whole = np.broadcast_to(values[..., ::-1], (*values.shape[:2], 3))
    eight = Images.fromarray(np.round(whole).astype(np.uint8))
    eight.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
    return eight
