"""A wave under a bell, as Gabor's kernels are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def gabor_wave(
    bell: NDArray[np.float64], taps: NDArray[Any], angle: float, wavelength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the even wave, as much of the bell taken off as makes its sum nought, and the odd one.

    Args:
        bell: (side, side).
        taps: Where rows and columns are, in pixels from the centre, (side,).
        angle: Of the direction that the wave runs in, from rightwards on to downwards, in radians.
        wavelength: In pixels.
    """
    along = np.cos(angle) * taps + np.sin(angle) * taps[:, None]
    wave = bell * np.exp(2j * np.pi * along / wavelength)
    return wave.real - wave.real.sum() / bell.sum() * bell, wave.imag
