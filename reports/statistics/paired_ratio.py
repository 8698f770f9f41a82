"""How many times as much one of a pair gives, over seeds."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from reports.statistics.interval import Interval
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def paired_ratio(
    first: Sequence[float] | NDArray[np.float64], second: Sequence[float] | NDArray[np.float64]
) -> Interval:
    """Compute the geometric mean of first over second and its 95 % interval.

    Student's interval of the logarithms' mean, on n - 1 degrees of freedom, taken back: it covers
    the ratio which other seeds would give on average, whatever is slow or fast for both of a
    pair. Nothing is resampled. With one seed the bounds are nan.

    Args:
        first: Float, (n,), above 0, one a seed.
        second: Float, (n,), above 0, of the same seeds in the same order.

    Raises:
        ValueError: If the shapes differ, there is no pair, or a value is not above 0.
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if a.shape != b.shape or a.ndim != 1 or not ((a > 0).all() and (b > 0).all()):
        raise ValueError(
            f"expected two rows of as many values above 0, received {a.tolist()} and {b.tolist()}"
        )
    logs = MeanInterval.of(np.log(a / b).tolist())
    return Interval(exp(logs.mean), exp(logs.low), exp(logs.high))
