"""Bring maps to another size."""

import cv2
import numpy as np
from numpy.typing import NDArray


def upsampled(maps: NDArray[np.float32], sides: tuple[int, ...]) -> NDArray[np.float32]:
    """Interpolate maps bilinearly.

    Args:
        maps: float32 (n, rows, columns).
        sides: Height and width wanted.

    Returns:
        float32 (n, height, width); each map covers the same area as before.
    """
    out = np.empty((len(maps), *sides), np.float32)
    for each, into in zip(maps, out, strict=True):
        into[:] = cv2.resize(each, sides[::-1], interpolation=cv2.INTER_LINEAR)
    return out
