"""The smallest difference which a comparison would have found."""

from __future__ import annotations

from math import isfinite

from scipy.optimize import brentq
from scipy.special import ncfdtr, stdtrit


def smallest_difference(se: float, df: float, level: float = 0.05, power: float = 0.8) -> float:
    """Compute the true difference which a two-sided t test would find with the given power.

    Nothing is resampled and there is no interval. The power is the noncentral t's beyond both
    critical values (Cohen 1988), solved for the noncentrality.

    Args:
        se: The difference's standard error, in the score's unit, at least 0.
        df: Its degrees of freedom, at least 1.
        level: Of the test, in (0, 1); in a table of many tests, the level of this one.
        power: In (level, 1).

    Returns:
        The difference, at least 0, in the score's unit.

    Raises:
        ValueError: If an argument is out of its range.
    """
    if not (isfinite(se) and se >= 0 and df >= 1):
        raise ValueError(f"expected se >= 0 and df >= 1, received se = {se} and df = {df}")
    if not 0 < level < power < 1:
        raise ValueError(f"expected 0 < level < power < 1, received {level} and {power}")
    critical = -float(stdtrit(df, level / 2))

    def missing(noncentrality: float) -> float:
        # t squared is F: both sides at once, where SciPy's nct.cdf is nan deep in the far tail.
        return 1 - float(ncfdtr(1, df, noncentrality**2, critical**2)) - power

    highest = critical + 1
    while missing(highest) < 0:
        highest *= 2
    return se * float(brentq(missing, 0, highest, xtol=1e-12))
