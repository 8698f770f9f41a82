"""McNemar's exact test of two trained models on one test set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import binomtest

if TYPE_CHECKING:
    from numpy.typing import NDArray


def mcnemar(right_a: NDArray[np.bool_], right_b: NDArray[np.bool_]) -> float:
    """Compute the two-sided p-value that two trained models are right equally often.

    Only the images which just one of the two gets right say anything: under the hypothesis each
    is a fair coin, so the test is binomial and exact. Nothing is resampled and there is no
    interval. It speaks of these two trained models on other images of the same source; it says
    nothing about the algorithms, which another seed would train differently (McNemar 1947,
    Dietterich 1998). Images that come in groups are not independent: do not use it for them.

    Args:
        right_a: Bool, (n,): whether the first model is right on each image.
        right_b: Bool, (n,): the same of the second, in the same order.

    Returns:
        A p-value in (0, 1]; 1 where the models never differ.

    Raises:
        TypeError: If an array is not of bools.
        ValueError: If the shapes differ.
    """
    a, b = _checked(right_a), _checked(right_b)
    if a.shape != b.shape:
        raise ValueError(f"expected two arrays of one shape, received {a.shape} and {b.shape}")
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    if only_a + only_b == 0:
        return 1.0
    return float(binomtest(only_a, only_a + only_b).pvalue)


def _checked(right: NDArray[np.bool_]) -> NDArray[Any]:
    array = np.asarray(right)
    if array.dtype != np.bool_:  # scores or labels would pass through & and ~ without a word
        raise TypeError(f"expected an array of bools, received {array.dtype}")
    return array
