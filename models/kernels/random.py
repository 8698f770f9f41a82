"""Kernels that nobody made."""

import numpy as np
from numpy.typing import NDArray

from models._split import Images


def random(x: Images, filters: int, side: int, seed: int) -> NDArray[np.float32]:
    """Draw kernels from a normal distribution, then bring them to mean 0 and length 1.

    Args:
        x: Images; of these only the channels are looked at.
        filters: Kernels.
        side: Of a kernel, in pixels; 2 at the least.
        seed: Decides all.

    Returns:
        float32 (filters, side, side, channels).

    Paper: Saxe et al., "On random weights and unsupervised feature learning", 2011.
    """
    shape = filters, side, side, x.shape[3]
    kernels = np.random.default_rng(seed).standard_normal(shape)
    kernels -= kernels.mean(axis=(1, 2, 3), keepdims=True)
    lengths = np.sqrt(np.square(kernels).sum(axis=(1, 2, 3), keepdims=True))
    scaled: NDArray[np.float32] = (kernels / lengths).astype(np.float32)
    return scaled
