"""Images and maps as small pictures of one size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

SIDE = 96
"""Pixels of a picture's longer side, at most: more would not show on a sheet."""

_FOR = np.array([213, 94, 0])  # Okabe and Ito's vermilion: speaks for the class
_AGAINST = np.array([0, 114, 178])  # and their blue
_COVER = 0.75  # of the image, by the largest value
_WHITE = 255
_TINY = 1e-30  # so that nothing is divided by nought


def shown(image: Images) -> NDArray[np.uint8]:
    """Give an image, (height, width, channels), as red, green and blue, no larger than `SIDE`."""
    small = _small(image.astype(np.float32))
    colour = small if small.shape[2] == 3 else small.mean(axis=2, keepdims=True)  # noqa: PLR2004
    return _whole(np.broadcast_to(colour, (*small.shape[:2], 3)))


def overlaid(image: Images, evidence: NDArray[np.floating], largest: float) -> NDArray[np.uint8]:
    """Lay a map over an image in grey: vermilion speaks for a class, blue against it.

    Args:
        image: (height, width, channels).
        evidence: (height, width), signed.
        largest: The value that covers most.
    """
    grey = _small(image.astype(np.float32)).mean(axis=2, keepdims=True)
    strength = _small(np.asarray(evidence, np.float32)[..., None])
    cover = np.clip(np.abs(strength) / max(largest, _TINY), 0, 1) * _COVER
    return _whole((1 - cover) * grey + cover * np.where(strength > 0, _FOR, _AGAINST))


def feature(maps: NDArray[np.floating], frame: tuple[int, int]) -> NDArray[np.uint8]:
    """Give one map, (rows, columns) of 0 to 1, in grey, its pixels as they are, in a frame."""
    import cv2

    less = any(side < own for side, own in zip(frame, maps.shape, strict=True))
    how = cv2.INTER_AREA if less else cv2.INTER_NEAREST
    sized = cv2.resize(np.asarray(maps, np.float32), frame[::-1], interpolation=how)
    return _whole(np.repeat(sized[..., None] * _WHITE, 3, axis=2))


def _small(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    import cv2

    height, width, channels = picture.shape
    scale = SIDE / max(height, width)
    if scale >= 1:
        return picture
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small: NDArray[np.float32] = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return small.reshape(*size[::-1], channels)


def _whole(picture: NDArray[np.floating]) -> NDArray[np.uint8]:
    whole: NDArray[np.uint8] = np.rint(np.clip(picture, 0, _WHITE)).astype(np.uint8)
    return whole
