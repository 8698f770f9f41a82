"""Whether repeated timings had come to rest."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from statistics import fmean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_SAMPLES = 6
_SHARE = 0.1
_DEVIATIONS = 3.0
_RANGE_OF_TWO = 1.128  # mean distance of two draws from a normal distribution, in deviations


def settled(samples: Sequence[float]) -> bool | None:
    """Say whether a series of timings had settled: whether its end is like its beginning.

    The medians of the first and the last third must differ by 10 % of the median of all, and by
    three times what the scatter from one sample to the next explains, before a series counts as
    unsettled. The second condition keeps noise from being taken for a trend: of series of
    independent samples, 1 in 80 is at a deviation of 5 %, and 1 in 30 at 20 %.

    Args:
        samples: Seconds, in the order in which they were taken.

    Returns:
        None with fewer than 6 samples, which cannot say.
    """
    if len(samples) < _LEAST_SAMPLES:
        return None
    third = len(samples) // 3
    change = abs(median(samples[:third]) - median(samples[-third:]))
    steps = (abs(after - before) for before, after in pairwise(samples))
    noise = fmean(steps) / _RANGE_OF_TWO * sqrt(2 / third)
    return not (change >= _SHARE * median(samples) and change > _DEVIATIONS * noise)
