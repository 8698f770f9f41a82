"""A kernel as an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANNELS = (1, 3)
"""Of kernels that look at images, and can themselves be looked at."""

_SIDE = 66  # pixels
_MIDDLE, _WHITE = 127.5, 255
_TINY = 1e-30  # so that nothing is divided by nought


def kernel_image(kernel: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Draw a kernel: nought is mid-grey, the largest weight by amount white, or black if negative.

    Weights are squares, enlarged a whole number of times.

    Args:
        kernel: (height, width, 1 or 3), finite.

    Returns:
        uint8 (66, 66, 3), white around the kernel.
    """
    largest = max(float(np.abs(kernel).max()), _TINY)
    shades = _MIDDLE + _MIDDLE * np.asarray(kernel, np.float32) / largest
    times = max(1, _SIDE // max(kernel.shape[:2]))
    large = shades.repeat(times, axis=0).repeat(times, axis=1)[:_SIDE, :_SIDE]
    square = np.full((_SIDE, _SIDE, 3), _WHITE, np.float32)
    top, left = ((_SIDE - side) // 2 for side in large.shape[:2])
    square[top : top + large.shape[0], left : left + large.shape[1]] = large
    drawn: NDArray[np.uint8] = np.rint(square).astype(np.uint8)
    return drawn
