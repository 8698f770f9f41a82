"""Descriptors to learn a codebook from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models._split import Images

_SAMPLE = 50_000


def sample(
    descriptor: Any, x: Images, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Draw descriptors from as many images as are needed for twice the sample.

    Args:
        descriptor: Transformer from images to float32 (n, points, numbers), with `positions`.
        x: uint8 (n, height, width, channels).
        seed: Decides which.

    Returns:
        float32 (50,000 or fewer, numbers), and where they are, (50,000 or fewer, 2).
    """
    rng = np.random.default_rng(seed)
    positions = descriptor.positions(x.shape[1:])
    enough = min(len(x), -(-2 * _SAMPLE // len(positions)))
    images = x.take(np.sort(rng.choice(len(x), enough, replace=False)), axis=0)
    descriptors = descriptor.transform(images)
    flat = descriptors.reshape(-1, descriptors.shape[-1])
    drawn = rng.choice(len(flat), min(_SAMPLE, len(flat)), replace=False)
    return flat[drawn], positions[drawn % len(positions)]
