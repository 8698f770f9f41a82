"""Gabor's kernels and slopes as they would be applied in one go, to be looked at."""

import numpy as np
from numpy.typing import NDArray

from models._gabor_wave import gabor_wave
from models.descriptors._separable import gaussian


def waves_of(
    wavelength: float, deviation: float, angles: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Give the even and the odd wave of each direction, (2 n, height, width, 1).

    Args:
        wavelength: In pixels.
        deviation: Of the Gaussian, in pixels.
        angles: In radians, (n,).
    """
    taps, bell = gaussian(deviation)
    blur = np.outer(bell, bell)
    waves = [gabor_wave(blur, taps, angle, wavelength) for angle in angles]
    return np.stack([each for pair in waves for each in pair])[..., None].astype(np.float32)


def slopes_of(deviation: float, angles: NDArray[np.float64]) -> NDArray[np.float32]:
    """Give the slope in each direction, (n, height, width, 1), arguments as of `waves_of`."""
    taps, bell = gaussian(deviation)
    slope = taps * bell / (taps**2 @ bell)
    down, along = np.outer(slope, bell), np.outer(bell, slope)
    slopes = [np.sin(angle) * down + np.cos(angle) * along for angle in angles]
    return np.stack(slopes)[..., None].astype(np.float32)
