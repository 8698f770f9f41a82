"""The interval of a shift between two samples, without a distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def shift_interval(
    old: NDArray[np.float64], new: NDArray[np.float64], confidence: float = 0.95
) -> tuple[float, float] | None:
    """Bound the shift from old to new: those that the exact Mann-Whitney test does not reject.

    The ends are order statistics of all differences of a new and an old value (Moses; Hollander
    and Wolfe 1999, section 4.3). It covers the shift of the distribution, if it is only shifted;
    ties make it cover more.

    Args:
        old: Float, (m,).
        new: Float, (n,).
        confidence: In (0, 1).

    Returns:
        Its ends, in the unit of the values; None where so few values can give none.
    """
    at_most = np.cumsum(_counts(old.size, new.size))
    rejected = int(np.sum(at_most / at_most[-1] <= (1 - confidence) / 2))
    if rejected == 0:
        return None
    differences = np.sort(np.subtract.outer(new, old), axis=None)
    return float(differences[rejected - 1]), float(differences[-rejected])


def _counts(m: int, n: int) -> NDArray[np.float64]:
    """Count the orders of m and n values with each U, from 0 to m n: a Gaussian binomial."""
    counts = np.zeros(m * n + 1)
    counts[0] = 1
    for k in range(1, m + 1):  # times (1 - q^(n + k)) / (1 - q^k)
        factor = counts.copy()
        factor[n + k :] -= counts[: counts.size - n - k]
        for start in range(k):
            factor[start::k] = np.cumsum(factor[start::k])
        counts = factor
    return counts
