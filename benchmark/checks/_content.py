"""What pictures are like, in few numbers: what a file's size follows from if nothing is amiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark._in_blocks import in_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

_BLOCK = 256
_WAYS = ((".png", ()), (".jpg", (1, 90)))  # 1: cv2.IMWRITE_JPEG_QUALITY


def content(x: Images, places: NDArray[np.int64]) -> NDArray[np.float64]:
    """Describe images by how far they can be compressed, their brightness and their contrast.

    Args:
        x: Images, uint8 (n, height, width, channels).
        places: Which.

    Returns:
        float64 (places, 4): logarithms of the bytes as PNG and as JPEG, mean and standard
        deviation.
    """
    blocks = [places[start : start + _BLOCK] for start in range(0, len(places), _BLOCK)]
    return np.concatenate(list(in_blocks(lambda block: _described(x[block]), blocks)))


def _described(x: Images) -> NDArray[np.float64]:
    import cv2

    rows = [
        (
            *(np.log(len(cv2.imencode(ending, image, how)[1])) for ending, how in _WAYS),
            image.mean(),
            image.std(),
        )
        for image in x
    ]
    return np.array(rows)
