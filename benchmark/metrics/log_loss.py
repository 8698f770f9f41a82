"""Mean negative log-likelihood of the true class."""

from typing import ClassVar

import numpy as np

from benchmark.are_probabilities import are_probabilities
from benchmark.metrics._base import Metric
from models import Labels, Scores


class LogLoss(Metric):
    """Log loss in nats; it applies to probabilities only, not to margins.

    Probabilities below float32's resolution of 1 (about 1e-7) count as that, so that one certain
    mistake does not make the whole loss infinite.
    """

    higher_is_better: ClassVar[bool] = False
    bounds: ClassVar[tuple[float, float]] = (0.0, float("inf"))

    def measure(self, y: Labels, scores: Scores) -> float | None:
        """Measure scores against labels."""
        if not are_probabilities(scores):
            return None
        likelihoods = scores[np.arange(len(y)), y].astype(np.float64)
        return float(-np.log(np.maximum(likelihoods, np.finfo(np.float32).eps)).mean())
