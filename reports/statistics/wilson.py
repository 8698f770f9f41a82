"""A share of successes, with Wilson's interval."""

from __future__ import annotations

from math import sqrt

from scipy.stats import norm

from reports.statistics.interval import Interval


def wilson(successes: float, n: int, confidence: float = 0.95) -> Interval:
    """Compute the share of successes among n and its score interval.

    Nothing is resampled. The interval covers the share which n other draws from the same source
    (other test images, other pairs of seeds) would have in the long run; it stays within [0, 1]
    and keeps its width at 0 and n successes. Wilson 1927.

    Args:
        successes: In [0, n]; halves, from ties, are allowed.
        n: At least 1.
        confidence: In (0, 1).

    Raises:
        ValueError: If n is below 1, or if there are more successes than n or fewer than none.
    """
    if n < 1:
        raise ValueError(f"expected at least one draw, received n = {n}")
    if not 0 <= successes <= n:
        raise ValueError(f"expected successes from 0 to {n}, received {successes}")
    share = successes / n
    z = float(norm.isf((1 - confidence) / 2))
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))
