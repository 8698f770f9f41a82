"""Images of which only the large is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from models import Images

SIGMA = 5.0
"""Pixels."""


def blurred(x: Images) -> Images:
    """Blur images by a Gaussian of `SIGMA` pixels, whole to three standard deviations.

    It is that of the paper's code (RISE), which cuts it off after one, and it is the same for all
    sizes: images of 224 pixels are blurred somewhat more than there, and of a digit of 28 pixels
    no stroke is left, where a sigma in proportion (0.6 pixels) would leave it legible.

    Args:
        x: uint8 (n, height, width, channels).

    Returns:
        The same, rounded; beyond the border it goes on as in a mirror.
    """
    from scipy.ndimage import gaussian_filter

    sigma = (0.0, SIGMA, SIGMA, 0.0)
    soft = gaussian_filter(x.astype(np.float32), sigma, mode="reflect", truncate=3.0)
    whole: Images = np.rint(soft).astype(np.uint8)
    return whole
