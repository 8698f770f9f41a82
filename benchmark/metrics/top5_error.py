"""Share of images whose true class is not among the five likeliest."""

from typing import ClassVar

import numpy as np

from benchmark.metrics._base import Metric
from models import Labels, Scores

_GUESSES = 5


class Top5Error(Metric):
    """Top-5 error, ILSVRC's measure; with five classes or fewer it does not apply.

    Among equal scores the first classes count as chosen, as in top-1 accuracy.
    """

    higher_is_better: ClassVar[bool] = False
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def measure(self, y: Labels, scores: Scores) -> float | None:
        """Measure scores against labels."""
        if scores.shape[1] <= _GUESSES:
            return None
        guesses = np.argsort(-scores, axis=1, kind="stable")[:, :_GUESSES]
        return float((guesses != y[:, None]).all(axis=1).mean())
