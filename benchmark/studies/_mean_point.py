"""A point from independent repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark.point import Point

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def mean_point(
    values: ArrayLike, quantity: str, series: str, x: float | None, theory: float | None
) -> Point:
    """Give the mean of repeats with Student's 95 % interval.

    Args:
        values: Float (repeats,), at least two, each from draws of its own.
        quantity: As of a point.
        series: As of a point.
        x: As of a point.
        theory: As of a point.
    """
    from scipy.stats import t

    each = np.asarray(values, np.float64)
    mean = float(each.mean())
    half = float(t.ppf(0.975, len(each) - 1) * each.std(ddof=1) / np.sqrt(len(each)))
    return Point(quantity, series, x, mean, mean - half, mean + half, theory)
