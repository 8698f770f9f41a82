"""The sign-flip permutation test over paired seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports.statistics.sign_flips import sign_flips

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    return float(sign_flips(np.asarray(differences)[None], n_flips, seed)[0])
