"""A map that knows the image, and no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images


def edge_map(x: Images) -> NDArray[np.float64]:
    """Give the magnitude of Sobel's gradient, of the mean over channels.

    What looks like an explanation may be no more than this (Adebayo et al. 2018).

    Args:
        x: Images, uint8 (n, height, width, channels).

    Returns:
        (n, height, width), 0 or more, in grey levels times Sobel's 8.
    """
    import cv2

    grey = x.mean(axis=3, dtype=np.float64)
    slopes = [[cv2.Sobel(one, cv2.CV_64F, dx, 1 - dx) for one in grey] for dx in (0, 1)]
    size: NDArray[np.float64] = np.hypot(*map(np.stack, slopes))
    return size
