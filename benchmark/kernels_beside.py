"""Kernels that nobody learned for the task, to hold learned ones against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

_WORDS = 16
_MOST_IMAGES = 500  # whose patches k-means gets: sixteen words take no more


def kernels_beside(
    shape: tuple[int, ...], train: Images | None = None
) -> dict[str, dict[str, NDArray[np.float32]]]:
    """Give Gabor's bank, SIFT's slopes and cells, and the words of k-means on patches.

    Args:
        shape: Height, width and channels of the images.
        train: Training images, for k-means; without them there are no words.

    Returns:
        By name, and by step: float32 (n, height, width, channels).
    """
    from models.descriptors.dense_sift import DenseSIFT
    from models.descriptors.gabor import Gabor
    from models.descriptors.patches import Patches
    from models.encodings.triangle_coding import TriangleCoding

    found = {"Gabor": Gabor().kernels(), "SIFT": DenseSIFT().kernels_for(shape)}
    if train is not None:
        some = np.asarray(train[:_MOST_IMAGES])
        found["k-means"] = TriangleCoding(Patches(), _WORDS, seed=0).fit(some).kernels()
    return found
