"""Read an image file as a model takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_RGBA = 4  # channels
_WHITE = 255.0


def read_image(path: Path, shape: tuple[int, ...]) -> tuple[NDArray[np.uint8], str]:
    """Read a PNG, JPEG, BMP, TIFF or WebP file, the first picture in it, the right way up.

    Sixteen bits become eight; colours become grey where one channel is wanted; what is
    transparent is blended with white, as a browser shows it. Then the picture is brought to its
    size, by area averaging where it shrinks and bilinearly where it grows; sides may scale
    differently.

    Args:
        path: The file.
        shape: Height, width and channels (1 or 3) wanted.

    Returns:
        The image, uint8 of that shape, RGB where it has three channels; and a note on how it was
        changed beyond size and colours, empty if it was not.

    Raises:
        UsageError: If there is no such file, or it holds no such picture; the message names it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    pixels = _decoded(data)
    if pixels is None:
        raise UsageError(f"expected PNG, JPEG, BMP, TIFF or WebP in {path}, received no image")
    if pixels.dtype not in (np.uint8, np.uint16):
        raise UsageError(f"expected 8 or 16 bits a channel in {path}, received {pixels.dtype}")
    pixels, note = _blended(_eight_bits(pixels))
    return _resized(_in_channels(pixels, shape[2]), shape), note


def _decoded(data: bytes) -> NDArray[Any] | None:
    """Give grey (height, width), or (height, width, channels) as BGR or BGRA; None of no image."""
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # what it says, we say
    encoded = np.frombuffer(data, np.uint8)
    try:
        pixels: NDArray[Any] | None = cv2.imdecode(encoded, cv2.IMREAD_UNCHANGED)
        if pixels is None or pixels.shape[2:] == (_RGBA,):
            return pixels
        # Without transparency, read again: only so is a camera's note on what is up minded.
        upright: NDArray[Any] | None = cv2.imdecode(
            encoded, cv2.IMREAD_ANYCOLOR | cv2.IMREAD_ANYDEPTH
        )
    except cv2.error:  # no bytes at all, or more pixels than any image has
        return None
    return upright


def _eight_bits(pixels: NDArray[Any]) -> NDArray[np.uint8]:
    if pixels.dtype == np.uint8:
        return pixels
    return np.round(pixels / 257).astype(np.uint8)  # 65535 / 257 is 255


def _blended(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], str]:
    if pixels.shape[2:] != (_RGBA,):
        return pixels, ""
    colours, alpha = pixels[..., :3], pixels[..., 3:] / _WHITE
    if alpha.min() == 1:
        return np.ascontiguousarray(colours), ""
    mixed = np.round(colours * alpha + _WHITE * (1 - alpha)).astype(np.uint8)
    return mixed, "its transparency was blended with white"


def _in_channels(pixels: NDArray[np.uint8], channels: int) -> NDArray[np.uint8]:
    import cv2

    grey = pixels.ndim == 2  # noqa: PLR2004 - height and width
    if channels == 1 and grey:
        return pixels
    to_rgb = cv2.COLOR_GRAY2RGB if grey else cv2.COLOR_BGR2RGB
    how = cv2.COLOR_BGR2GRAY if channels == 1 else to_rgb
    changed: NDArray[np.uint8] = cv2.cvtColor(pixels, how)
    return changed


def _resized(pixels: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    import cv2

    height, width = shape[:2]
    if pixels.shape[:2] != (height, width):
        shrinks = pixels.shape[0] > height or pixels.shape[1] > width
        how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        pixels = cv2.resize(pixels, (width, height), interpolation=how)
    return pixels.reshape(shape)
