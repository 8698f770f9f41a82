"""How far a model's probabilities are from how often it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from reports.statistics.reliability import Reliability


def calibration_error(reliability: Reliability) -> float:
    """Compute the expected calibration error: mean |accuracy - confidence|, weighted by images.

    Guo et al. 2017, after Naeini et al. 2015. It is too large with few images: in each bin chance
    alone moves accuracy away from confidence, and the absolute value counts it. It speaks of the
    likeliest class alone. Nothing is resampled.

    Args:
        reliability: Images in bins.

    Returns:
        From 0 to 1.
    """
    counts = reliability.counts
    gaps = np.abs(reliability.accuracy - reliability.confidence)
    return float(np.sum(np.where(counts > 0, gaps, 0.0) * counts) / counts.sum())
