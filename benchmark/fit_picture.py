"""Bring a picture of any size to the size of all others, by a stated rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

if TYPE_CHECKING:
    from models import Images

Rule: TypeAlias = Literal["crop", "pad", "stretch"]
RULES: tuple[Rule, ...] = get_args(Rule)


def fit_picture(picture: Images, shape: tuple[int, int, int], rule: Rule) -> Images:
    """Bring a picture to a size and to grey or RGB.

    It shrinks by area averaging and grows bilinearly. Grey is 0.299 R + 0.587 G + 0.114 B.

    Args:
        picture: uint8 (height, width, channels), channels 1 or 3.
        shape: Height, width and channels wanted.
        rule: What becomes of another shape. "crop" keeps the largest part from the middle that
            has the shape wanted; "pad" puts the whole onto black; "stretch" scales both sides on
            their own.

    Returns:
        uint8 of that shape; the picture itself where nothing is to be done.
    """
    if picture.shape == shape:
        return picture
    height, width, channels = shape
    coloured = _in_channels(picture, channels)
    if rule == "crop":
        coloured = _middle(coloured, height, width)
    if rule == "pad":
        return _padded(coloured, height, width)
    return _resized(coloured, height, width)


def _in_channels(picture: Images, channels: int) -> Images:
    import cv2

    if picture.shape[2] == channels:
        return picture
    how = cv2.COLOR_RGB2GRAY if channels == 1 else cv2.COLOR_GRAY2RGB
    changed: Images = cv2.cvtColor(picture, how)
    return changed.reshape(*changed.shape[:2], channels)


def _middle(picture: Images, height: int, width: int) -> Images:
    """Cut the largest part of the shape wanted, to the pixel nearest, from the middle."""
    rows, columns = picture.shape[:2]
    scale = min(rows / height, columns / width)
    tall = min(rows, max(1, round(height * scale)))
    wide = min(columns, max(1, round(width * scale)))
    top, left = (rows - tall) // 2, (columns - wide) // 2
    return picture[top : top + tall, left : left + wide]


def _padded(picture: Images, height: int, width: int) -> Images:
    rows, columns = picture.shape[:2]
    scale = min(height / rows, width / columns)
    tall = min(height, max(1, round(rows * scale)))
    wide = min(width, max(1, round(columns * scale)))
    framed = np.zeros((height, width, picture.shape[2]), np.uint8)
    top, left = (height - tall) // 2, (width - wide) // 2
    framed[top : top + tall, left : left + wide] = _resized(picture, tall, wide)
    return framed


def _resized(picture: Images, height: int, width: int) -> Images:
    import cv2

    # First what shrinks: OpenCV does not average where one side grows.
    less = min(height, picture.shape[0]), min(width, picture.shape[1])
    for size, how in ((less, cv2.INTER_AREA), ((height, width), cv2.INTER_LINEAR)):
        if picture.shape[:2] != size:
            scaled = cv2.resize(np.ascontiguousarray(picture), size[::-1], interpolation=how)
            picture = scaled.reshape(*size, picture.shape[2])
    return picture
