"""The best which a number of trials is expected to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def best_of(values: Sequence[float] | NDArray[np.float64], n: int) -> float:
    """Compute the expected best of n trials, from N of them, without bias.

    It is the mean of the highest value over all subsets of n of the N values: the i-th smallest
    is the highest in C(i - 1, n - 1) of C(N, n). The subsets are counted, not drawn, and there is
    no interval. Tang et al. 2020; the estimator of Dodge et al. 2019, which draws with
    replacement, is too low.

    Args:
        values: Float, (N,): one a trial, higher is better.
        n: From 1 to N.

    Raises:
        ValueError: If n is out of its range, or a value is nan.
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    total = ordered.size
    if not 1 <= n <= total:
        raise ValueError(f"expected n from 1 to {total}, one a trial, received {n}")
    if np.isnan(ordered).any():
        raise ValueError("expected numbers, received nan")
    # From the top down, each weight from the one above: the binomials themselves overflow.
    place = np.arange(total, n, -1)
    weights = n / total * np.cumprod(np.concatenate(([1.0], (place - n) / (place - 1))))
    return float(weights @ ordered[n - 1 :][::-1])
