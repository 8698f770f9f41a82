"""Waves under a Gaussian, as the first cells of the eye's cortex answer to."""

import numpy as np
from numpy.typing import NDArray

from models._gabor_wave import gabor_wave
from models._split import Images

_WAVELENGTH = 0.8  # of a wave, in sides of a kernel
_DEVIATION = 0.25  # of the Gaussian, in sides of a kernel


def gabor(x: Images, filters: int, side: int, seed: int) -> NDArray[np.float32]:
    """Make kernels of orientations spread over half a turn, of each an even and an odd one.

    A kernel is exp(-(u^2 + v^2) / (2 s^2)) cos(2 pi u' / l) or the sine, with u' along the
    orientation, s a quarter of a side and l four fifths. Of the even one as much of the Gaussian
    is taken off as makes its mean 0; lengths are 1. All channels count alike. With an odd number
    of kernels the last orientation has an even one alone.

    Args:
        x: Images; of these only the channels are looked at.
        filters: Kernels.
        side: Of a kernel, in pixels.
        seed: Not used: nothing is drawn.

    Returns:
        float32 (filters, side, side, channels).

    Paper: Daugman, "Uncertainty relation for resolution in space, spatial frequency, and
        orientation optimized by two-dimensional visual cortical filters", 1985.
    """
    del seed
    taps = np.arange(side) - (side - 1) / 2
    bell = np.exp(-(taps[:, None] ** 2 + taps**2) / (2 * (_DEVIATION * side) ** 2))
    orientations = -(-filters // 2)
    kernels = []
    for angle in np.pi * np.arange(orientations) / orientations:
        waves = gabor_wave(bell, taps, angle, _WAVELENGTH * side)
        kernels += [each / np.linalg.norm(each) for each in waves]
    channels = np.full(x.shape[3], x.shape[3] ** -0.5)
    bank: NDArray[np.float32] = (np.stack(kernels[:filters])[..., None] * channels).astype(
        np.float32
    )
    return bank
