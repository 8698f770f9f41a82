"""The mean of a few seeds, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import t

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class MeanInterval:
    """A mean over seeds, its standard deviation and its 95 % interval.

    The interval is Student's, on n - 1 degrees of freedom: it covers what other seeds (other
    splits, orders and initial weights) of the same size would give on average. With one seed
    there is no spread: `sd`, `low` and `high` are nan.
    """

    mean: float
    sd: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, values: Sequence[float]) -> MeanInterval:
        """Compute the mean, the standard deviation (n - 1) and the interval of values, one a seed.

        Raises:
            ValueError: If there are no values.
        """
        n = len(values)
        if n == 0:
            raise ValueError("expected at least one value, received none")
        mean = float(np.mean(values))
        if n == 1:
            return cls(mean, nan, nan, nan, 1)
        sd = float(np.std(values, ddof=1))
        half = float(t.ppf(0.975, n - 1)) * sd / sqrt(n)
        return cls(mean, sd, mean - half, mean + half, n)

    def excludes(self, value: float) -> bool:
        """Tell whether the interval lies to one side of a value; one seed excludes nothing."""
        return value < self.low or value > self.high
