"""The sign-flip permutation test over paired seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_ENUMERATED = 16  # 2 ** 16 flips take a few milliseconds and 8 MB
_MOST_DRAWN = 2**20  # signs at a time, which take 8 MB
_RELATIVE_TOLERANCE = 1e-12  # sums which are equal on paper differ in their last bits


def sign_flip(differences: NDArray[np.float64], n_flips: int = 99_999, seed: int = 0) -> float:
    """Compute the two-sided p-value that paired differences are symmetric about zero.

    The signs of the n differences are flipped: all 2^n ways up to n = 16, which is exact, above
    that `n_flips` random ways, of which the observed one counts as one more, (b + 1) / (m + 1)
    (Phipson and Smyth 2010). The p-value is the share of flips whose mean lies as far from zero
    as the observed one. There is no interval. It speaks of the two algorithms over other seeds
    (Fisher 1935). The smallest p-value is 2 / 2^n: five seeds, .0625, can never reach .05; six
    can, .03125.

    Args:
        differences: Float, (n,): first minus second, one a seed, in the score's unit.
        n_flips: How many random flips, where n is above 16.
        seed: Of the random flips.

    Raises:
        ValueError: If there is no difference, or one is not finite.
    """
    values = np.asarray(differences, dtype=np.float64)
    if values.ndim != 1 or values.size == 0 or not np.isfinite(values).all():
        raise ValueError(f"expected at least one finite difference, received {values.tolist()}")
    n = values.size
    least = abs(values.sum()) - _RELATIVE_TOLERANCE * np.abs(values).sum()
    if n <= _MOST_ENUMERATED:
        flipped = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
        return float(np.mean(np.abs((1 - 2 * flipped) @ values) >= least))
    rng = np.random.default_rng(seed)
    block, as_far = max(1, _MOST_DRAWN // n), 0
    for start in range(0, n_flips, block):
        flipped = rng.integers(0, 2, (min(block, n_flips - start), n), dtype=np.int8)
        as_far += int(np.sum(np.abs((1 - 2 * flipped) @ values) >= least))
    return float((as_far + 1) / (n_flips + 1))
