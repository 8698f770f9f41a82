"""Bring images to the square size that a network was drawn for."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models._split import Images


def fit_to(x: Images, size: int) -> Images:
    """Bring images to `size` by `size` pixels.

    Images slightly too small (three quarters of `size` or more on both sides) are centred on
    black, as LeCun's 28x28 digits were in LeNet's 32x32 frame. All others are resized, by
    area averaging where they shrink and bilinearly where they grow; sides may scale differently.

    Args:
        x: Images, uint8 (n, height, width, channels).
        size: Side of the square wanted, in pixels.

    Returns:
        uint8 (n, size, size, channels); `x` itself where nothing is to be done.
    """
    height, width = x.shape[1:3]
    if (height, width) == (size, size):
        return x
    if _is_framed(height, width, size):
        top, left = (size - height) // 2, (size - width) // 2
        rows, columns = (top, size - height - top), (left, size - width - left)
        return np.pad(x, ((0, 0), rows, columns, (0, 0)))
    shrinks = max(height, width) > size
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    resized = np.empty((len(x), size, size, x.shape[3]), np.uint8)
    for image, out in zip(x, resized, strict=True):
        out[:] = cv2.resize(image, (size, size), interpolation=how).reshape(out.shape)
    return resized


def fit_back(maps: NDArray[np.float32], sides: tuple[int, ...]) -> NDArray[np.float32]:
    """Bring maps of images that `fit_to` changed to the frame that the images had.

    Args:
        maps: float32 (n, size, size).
        sides: Height and width that the images had.

    Returns:
        float32 (n, height, width), interpolated bilinearly where the images were resized.
    """
    height, width = sides
    size = maps.shape[1]
    if _is_framed(height, width, size):
        top, left = (size - height) // 2, (size - width) // 2
        return maps[:, top : top + height, left : left + width]
    resized = np.empty((len(maps), height, width), np.float32)
    for each, out in zip(maps, resized, strict=True):
        out[:] = cv2.resize(each, (width, height), interpolation=cv2.INTER_LINEAR)
    return resized


def _is_framed(height: int, width: int, size: int) -> bool:
    """Say whether images are put in a frame, and not resized."""
    return size * 3 / 4 <= min(height, width) and max(height, width) <= size
