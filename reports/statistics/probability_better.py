"""How often one model beats another over paired seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports.statistics.interval import Interval
from reports.statistics.wilson import wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray


def probability_better(
    scores_a: NDArray[np.float64], scores_b: NDArray[np.float64], confidence: float = 0.95
) -> Interval:
    """Compute the share of paired seeds in which the first model scores higher than the second.

    The estimate is Bouthillier et al.'s (2021), who call .75 with an interval above .5 a gain
    that matters; a tie counts half. The interval is Wilson's, and covers the share over other
    seeds. Nothing is resampled: the percentile bootstrap of the paper has no width at 6 wins of
    6, as every resample wins them all; Wilson's reaches from .61 to 1.

    Args:
        scores_a: Float, (n,): one a seed, higher is better.
        scores_b: Float, (n,): of the same seeds in the same order.
        confidence: In (0, 1).

    Raises:
        ValueError: If the shapes differ, there is no pair, or a score is nan.
    """
    a, b = np.asarray(scores_a, dtype=np.float64), np.asarray(scores_b, dtype=np.float64)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"expected two arrays of shape (n,), received {a.shape} and {b.shape}")
    if np.isnan(a).any() or np.isnan(b).any():
        raise ValueError("expected scores, received nan")
    return wilson(float(np.sum(a > b) + 0.5 * np.sum(a == b)), a.size, confidence)
