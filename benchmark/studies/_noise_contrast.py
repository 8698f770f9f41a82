"""The relative contrast of distances that theory expects of independent noise."""

from __future__ import annotations

from functools import cache
from math import sqrt

_SD = sqrt(0.2) / 2  # of distances from one point of the unit cube to others, many dimensions
_MANY = 10  # dimensions from which on distances are nearly normal


def noise_contrast(d: int, n: int) -> float | None:
    """Give (largest - least) / least distance from a point to n others, uniform in [0, 1]^d.

    Distances are taken for normal: their mean is sqrt(d / 6), their deviation sqrt(0.2) / 2
    whatever d is, and the largest and the least of n lie symmetrically about the mean.

    Args:
        d: Dimensions.
        n: Points, two or more.

    Returns:
        None below 10 dimensions, where distances are not nearly normal.
    """
    if d < _MANY:
        return None
    spread = _range(n) * _SD
    return spread / (sqrt(d / 6) - spread / 2)


@cache
def _range(n: int) -> float:
    """Give the expected range of n standard normal numbers (Tippett 1925)."""
    from scipy.integrate import quad
    from scipy.stats import norm

    def beyond(x: float) -> float:
        return float(1 - norm.cdf(x) ** n - norm.sf(x) ** n)

    return float(quad(beyond, -10, 10, limit=200)[0])
