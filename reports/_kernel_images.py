"""Kernels as images."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANNELS = (1, 3)
"""Of kernels that look at images, and can themselves be looked at."""

_SIDE = 40  # pixels; a multiple of the usual kernels' sides
_GREY, _RANGE = 128, 127


def kernel_images(bank: NDArray[np.float32]) -> list[NDArray[np.uint8]]:
    """Draw kernels: nought is grey, the largest weight of each, by amount, black or white.

    Args:
        bank: (n, height, width, 1 or 3), finite.

    Returns:
        uint8 (40, 40, 1 or 3) each, weights as squares.
    """
    most = np.abs(bank).max(axis=(1, 2, 3), keepdims=True)
    shades = _GREY + _RANGE * bank / np.where(most > 0, most, 1)
    rows, columns = (np.arange(_SIDE) * length // _SIDE for length in bank.shape[1:3])
    return list(shades.round().astype(np.uint8)[:, rows][:, :, columns])
