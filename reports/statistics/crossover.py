"""From how many training images on one model stays ahead of another."""

from __future__ import annotations

from math import inf, isfinite, nan
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.stats import t

from reports.statistics.interval import Interval
from reports.statistics.level import USUAL_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    _Bounds = tuple[float, float, float]

_STEPS = 32  # between two neighbouring sizes
_FEWEST_BENT = 4  # fewer sizes say too little of how the curve bends
_FAR = 4.0


def crossover(sizes: Sequence[float], lead: NDArray[np.float64]) -> Interval:
    """Find the size at which a mean lead comes to be above 0 and stays so.

    Between the sizes it is interpolated on the logarithm of the size, seed by seed. The interval
    goes from the first size at which the band of Student's 95 % intervals of the mean lead (n - 1
    degrees of freedom) reaches 0 to the last at which it does, Fieller's way: it covers where the
    mean over all seeds would put it, of the same test images where seeds share them. Neither end
    is missed in more than 2.5 % of normal samples, be they of few seeds.

    What interpolation hides is covered as far as it shows: the band is drawn by straight lines
    and by a cubic spline, the wider counts, and both ends are moved outwards by as much as the
    two put the crossing apart. With fewer than four sizes, and between sizes more than a factor
    of 4 apart, nothing is interpolated for the interval: its ends are sizes that were run.

    Args:
        sizes: Training images, or seconds, (k,), ascending.
        lead: Float, (n_seeds, k): score of the one minus the other's, with the same seeds.

    Returns:
        0 where the lead is above 0 at every size, infinite where it is not at the largest, also
        as bounds; the bounds are nan with one seed.

    Raises:
        ValueError: If the shapes do not fit, or sizes do not ascend.

    Paper: Fieller, "Some problems in interval estimation", 1954.
    """
    logs, leads = np.log(np.asarray(sizes, np.float64)), np.asarray(lead, np.float64)
    if leads.ndim != 2 or leads.shape[1:] != logs.shape or not leads.size:  # noqa: PLR2004
        raise ValueError(f"expected a lead a seed and size, received {leads.shape} of {logs.shape}")
    if not (np.diff(logs) > 0).all():
        raise ValueError(f"expected sizes that ascend, received {list(sizes)}")
    places = _between(logs)
    straight = np.array([np.interp(places, logs, own) for own in leads])
    found = [_bounds(places, straight)]
    if len(logs) >= _FEWEST_BENT:
        found.append(_bounds(places, CubicSpline(logs, leads, axis=1)(places)))
    estimate = found[0][0]
    if len(leads) == 1:
        return Interval(_size(estimate), nan, nan)
    crossings, lows, highs = zip(*found, strict=True)
    apart = max(crossings) - min(crossings)
    apart = apart if isfinite(apart) else 0.0  # then the one's bound lies beyond the sizes
    low, high = _outwards(logs, min(lows) - apart, max(highs) + apart)
    return Interval(_size(estimate), _size(low), _size(high))


def _between(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the sizes' logarithms and places between them."""
    parts = np.arange(_STEPS * (len(logs) - 1) + 1) / _STEPS
    return np.interp(parts, np.arange(len(logs)), logs)


def _bounds(places: NDArray[np.float64], leads: NDArray[np.float64]) -> _Bounds:
    """Give where the mean comes to stay above 0, and where the edges of its band meet 0."""
    mean, n = leads.mean(axis=0), len(leads)
    if n == 1:
        return _last(places, mean), nan, nan
    half = float(t.isf(USUAL_LEVEL / 2, n - 1)) * leads.std(axis=0, ddof=1) / np.sqrt(n)
    low = -_last(-places[::-1], -(mean + half)[::-1])  # the first, seen from the other end
    return _last(places, mean), low, _last(places, mean - half)


def _last(places: NDArray[np.float64], lead: NDArray[np.float64]) -> float:
    """Find from where on a lead stays above 0."""
    behind = np.flatnonzero(lead <= 0)
    if not behind.size:
        return -inf
    last = behind[-1]
    if last == len(lead) - 1:
        return inf
    part = -lead[last] / (lead[last + 1] - lead[last])
    return float(places[last] + part * (places[last + 1] - places[last]))


def _outwards(logs: NDArray[np.float64], low: float, high: float) -> tuple[float, float]:
    """Move bounds to sizes that were run where none is near, and beyond all where they are."""
    return -_onwards(-logs[::-1], -low), _onwards(logs, high)


def _onwards(logs: NDArray[np.float64], bound: float) -> float:
    above = logs[logs >= bound]
    if not len(above):
        return inf
    before = logs[logs < bound]
    near = len(logs) >= _FEWEST_BENT and len(before) and above[0] - before[-1] <= np.log(_FAR)
    return bound if near or not isfinite(bound) else float(above[0])


def _size(log: float) -> float:
    return float(np.exp(log))
