"""Mean over the classes of the F1 score."""

from typing import ClassVar

import numpy as np

from benchmark.metrics._base import Metric
from models import Labels, Scores


class MacroF1(Metric):
    """F1 of each class present in the labels or the guesses, averaged without weights.

    F1 is 2 TP / (2 TP + FP + FN): 0 for a class that is never guessed right.
    """

    higher_is_better: ClassVar[bool] = True
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def measure(self, y: Labels, scores: Scores) -> float:
        """Measure scores against labels."""
        n_classes = scores.shape[1]
        guesses = scores.argmax(axis=1)
        true = np.bincount(y, minlength=n_classes)
        guessed = np.bincount(guesses, minlength=n_classes)
        right = np.bincount(y[guesses == y], minlength=n_classes)
        seen = true + guessed > 0
        return float((2 * right[seen] / (true + guessed)[seen]).mean())
