"""How often a model is right, by how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 15
"""As many as Guo et al. 2017 take."""


@dataclass(frozen=True)
class Reliability:
    """Images in bins of equal width by the probability of their likeliest class.

    Args:
        counts: int64 (bins,), images.
        confidence: float64 (bins,), the mean probability in a bin; nan without images.
        accuracy: float64 (bins,), the share that is right; nan without images.
    """

    counts: NDArray[np.int64]
    confidence: NDArray[np.float64]
    accuracy: NDArray[np.float64]

    @classmethod
    def of(cls, confidence: NDArray[Any], right: NDArray[Any], bins: int = BINS) -> Reliability:
        """Sort images into bins ((m - 1) / bins, m / bins], m from 1.

        Args:
            confidence: Float, (n,), the probability of the likeliest class, 0 to 1.
            right: Bool, (n,), whether that is the true one.
            bins: How many.

        Raises:
            ValueError: If the shapes differ, there are no images, or a number is not in [0, 1].
        """
        sure, hit = np.asarray(confidence, np.float64), np.asarray(right, np.float64)
        if sure.shape != hit.shape or sure.ndim != 1 or not sure.size:
            raise ValueError(f"expected two rows alike, received {sure.shape} and {hit.shape}")
        if not ((sure >= 0) & (sure <= 1)).all():
            raise ValueError(f"expected numbers from 0 to 1, received {sure.min()} to {sure.max()}")
        place = np.clip(np.ceil(sure * bins).astype(np.int64) - 1, 0, bins - 1)
        counts = np.bincount(place, minlength=bins)
        sums = (np.bincount(place, each, bins) for each in (sure, hit))
        means = [
            np.divide(each, counts, out=np.full(bins, np.nan), where=counts > 0) for each in sums
        ]
        return cls(counts.astype(np.int64), *means)
