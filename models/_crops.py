"""Cut images out of larger ones."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models._split import Images


def centre_crop(x: Images, size: int) -> Images:
    """Cut the middle out of images.

    Args:
        x: Images, uint8 (n, height, width, channels), no smaller than `size`.
        size: Side of the square wanted, in pixels.

    Returns:
        uint8 (n, size, size, channels), a view.
    """
    top, left = (x.shape[1] - size) // 2, (x.shape[2] - size) // 2
    return x[:, top : top + size, left : left + size]


def uncropped(maps: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Put maps of what `centre_crop` cut out back into the middle, in noughts.

    Args:
        maps: float32 (n, rows, columns), no larger than `size`.
        size: Side of the images that were cropped, in pixels.

    Returns:
        float32 (n, size, size).
    """
    top, left = (size - maps.shape[1]) // 2, (size - maps.shape[2]) // 2
    whole = np.zeros((len(maps), size, size), np.float32)
    whole[:, top : top + maps.shape[1], left : left + maps.shape[2]] = maps
    return whole


def random_crop(x: Images, size: int, rng: np.random.Generator) -> Images:
    """Cut a square out of each image, each at a place of its own.

    Args:
        x: Images, uint8 (n, height, width, channels), no smaller than `size`.
        size: Side of the square, in pixels.
        rng: Draws the places, all alike likely.

    Returns:
        uint8 (n, size, size, channels).
    """
    tops = rng.integers(0, x.shape[1] - size + 1, len(x))
    lefts = rng.integers(0, x.shape[2] - size + 1, len(x))
    cut = np.empty((len(x), size, size, x.shape[3]), x.dtype)
    for image, place, top, left in zip(x, cut, tops, lefts, strict=True):
        place[:] = image[top : top + size, left : left + size]
    return cut


def ten_crops(x: Images, size: int) -> Iterator[Images]:
    """Cut out the four corners and the middle, each also mirrored left for right.

    Args:
        x: Images, uint8 (n, height, width, channels), no smaller than `size`.
        size: Side of the squares, in pixels.

    Yields:
        Ten times uint8 (n, size, size, channels), views.

    Source: Krizhevsky, Sutskever, Hinton 2012, section 4.1.
    """
    bottom, right = x.shape[1] - size, x.shape[2] - size
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    for top, left in corners:
        crop = x[:, top : top + size, left : left + size]
        yield crop
        yield crop[:, :, ::-1]
