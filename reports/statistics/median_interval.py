"""The median of a few values, with its interval."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import binom

from reports.statistics.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def median_interval(
    values: Sequence[float] | NDArray[np.float64], confidence: float = 0.95
) -> Interval:
    """Compute the median and the narrowest pair of order statistics that covers it.

    Nothing is resampled, and nothing is assumed of the distribution: the number of values below
    the true median is binomial, so the k-th smallest and the k-th largest enclose it with at
    least the confidence asked for (Thompson 1936). It covers the median of all values which the
    same source (other runs, other seeds) would give. Six is the fewest values with 95 %: below
    that, even all of them enclose it too rarely (five: 93.75 %), and the bounds are nan.

    Args:
        values: Float, (n,), independent of each other.
        confidence: In (0, 1).

    Raises:
        ValueError: If there is no value, or one is nan.
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    if ordered.size == 0 or np.isnan(ordered).any():
        raise ValueError(f"expected at least one number and no nan, received {ordered.tolist()}")
    median = float(np.median(ordered))
    from_the_end = int(binom.ppf((1 - confidence) / 2, ordered.size, 0.5))
    if from_the_end == 0:
        return Interval(median, nan, nan)
    return Interval(median, float(ordered[from_the_end - 1]), float(ordered[-from_the_end]))
