"""The contract that every metric keeps."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from models import Labels, Scores


@dataclass(frozen=True)
class Metric(ABC):
    """A number that sums up the scores of a test split.

    Attributes:
        higher_is_better: Which way is up.
        bounds: The least and the greatest value it can take.
    """

    higher_is_better: ClassVar[bool]
    bounds: ClassVar[tuple[float, float]]

    @abstractmethod
    def measure(self, y: Labels, scores: Scores) -> float | None:
        """Measure scores against labels.

        Args:
            y: True labels, int64 (n,).
            scores: float32 (n, n_classes), finite; in a row, larger is likelier.

        Returns:
            The value, or None where the metric does not apply.
        """
