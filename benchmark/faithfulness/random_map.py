"""A map that knows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images


def random_map(x: Images, seed: int) -> NDArray[np.float64]:
    """Draw a saliency for each pixel of each image, uniform in [0, 1).

    Args:
        x: Images, (n, height, width, channels), of which only the shape counts.
        seed: Of what is drawn.
    """
    return np.random.default_rng(seed).random(x.shape[:3])
