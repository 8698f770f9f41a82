"""Mean negative log-likelihood of the true class."""

from typing import ClassVar

import numpy as np

from benchmark.metrics._base import Metric
from models import Labels, Scores

_TOLERANCE = 1e-3  # float32 rounding of a row's sum, for a thousand classes


class LogLoss(Metric):
    """Log loss in nats; it applies to probabilities only, not to margins.

    Probabilities below float32's resolution of 1 (about 1e-7) count as that, so that one certain
    mistake does not make the whole loss infinite.
    """

    higher_is_better: ClassVar[bool] = False
    bounds: ClassVar[tuple[float, float]] = (0.0, float("inf"))

    def measure(self, y: Labels, scores: Scores) -> float | None:
        """Measure scores against labels."""
        if not _are_probabilities(scores):
            return None
        likelihoods = scores[np.arange(len(y)), y].astype(np.float64)
        return float(-np.log(np.maximum(likelihoods, np.finfo(np.float32).eps)).mean())


def _are_probabilities(scores: Scores) -> bool:
    return bool(scores.min() >= 0 and np.allclose(scores.sum(axis=1), 1, atol=_TOLERANCE))
