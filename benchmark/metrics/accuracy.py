"""Share of images whose likeliest class is the true one."""

from typing import ClassVar

from benchmark.metrics._base import Metric
from models import Labels, Scores


class Accuracy(Metric):
    """Top-1 accuracy; among equal scores the first class counts as chosen."""

    higher_is_better: ClassVar[bool] = True
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def measure(self, y: Labels, scores: Scores) -> float:
        """Measure scores against labels."""
        return float((scores.argmax(axis=1) == y).mean())
