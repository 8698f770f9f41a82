"""From how many training images on one model stays ahead of another."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from reports.statistics.interval import Interval
from reports.statistics.level import USUAL_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_RESAMPLES = 2000


def crossover(sizes: Sequence[int], lead: NDArray[np.float64]) -> Interval:
    """Find the size at which a mean lead comes to be above 0 and stays so.

    Between the two neighbouring sizes it is interpolated on the logarithm of the size. Seeds are
    resampled whole, 2,000 times, always the same ones: the interval, by percentiles, covers where
    other seeds would put it. With few seeds it is too narrow.

    Args:
        sizes: Training images, (k,), ascending.
        lead: Float, (n_seeds, k): score of the one minus the other's, with the same seeds.

    Returns:
        0 where the lead is above 0 at every size, infinite where it is not at the largest, also
        as bounds; the bounds are nan with one seed.

    Raises:
        ValueError: If the shapes do not fit, or sizes do not ascend.
    """
    logs, leads = np.log(np.asarray(sizes, np.float64)), np.asarray(lead, np.float64)
    if leads.ndim != 2 or leads.shape[1:] != logs.shape or not leads.size:  # noqa: PLR2004
        raise ValueError(f"expected a lead a seed and size, received {leads.shape} of {logs.shape}")
    if not (np.diff(logs) > 0).all():
        raise ValueError(f"expected sizes that ascend, received {list(sizes)}")
    estimate = _crossing(logs, leads.mean(axis=0))
    if len(leads) == 1:
        return Interval(estimate, np.nan, np.nan)
    drawn = np.random.default_rng(0).integers(len(leads), size=(_RESAMPLES, len(leads)))
    found = [_crossing(logs, leads[seeds].mean(axis=0)) for seeds in drawn]
    # By ranks, as nothing lies between a number and infinity.
    low, high = np.quantile(found, [USUAL_LEVEL / 2, 1 - USUAL_LEVEL / 2], method="inverted_cdf")
    return Interval(estimate, float(low), float(high))


def _crossing(logs: NDArray[np.float64], lead: NDArray[np.float64]) -> float:
    behind = np.flatnonzero(lead <= 0)
    if not behind.size:
        return 0.0
    last = behind[-1]
    if last == len(lead) - 1:
        return inf
    part = -lead[last] / (lead[last + 1] - lead[last])
    return float(np.exp(logs[last] + part * (logs[last + 1] - logs[last])))
