"""The sign-flip permutation test over paired seeds, of many pairs of models at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports.statistics._one_thread import one_thread

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_ENUMERATED = 16  # 2 ** 16 flips take a few milliseconds and 8 MB
_MOST_AT_A_TIME = 2**20  # signs, and sums, which take 8 MB
_RELATIVE_TOLERANCE = 1e-12  # sums which are equal on paper differ in their last bits


def sign_flips(
    differences: NDArray[np.float64], n_flips: int = 99_999, seed: int = 0
) -> NDArray[np.float64]:
    """Compute for each row the p-value that `sign_flip` computes, all with the same flips.

    Args:
        differences: Float, (m, n): a row a pair of models, of n seeds.
        n_flips: How many random flips, where n is above 16.
        seed: Of the random flips.

    Returns:
        Float, (m,); nothing is corrected for their number.

    Raises:
        ValueError: If a row has no difference, or one is not finite.
    """
    values = np.asarray(differences, dtype=np.float64)
    if values.ndim != 2 or not values.shape[1] or not np.isfinite(values).all():  # noqa: PLR2004
        raise ValueError(f"expected at least one finite difference, received {values.tolist()}")
    n = values.shape[1]
    with one_thread():
        if n > _MOST_ENUMERATED:
            as_far, flips = _of_random_flips(values, n_flips, seed) + 1, n_flips + 1
        else:
            flipped = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
            as_far, flips = _as_far(flipped, values), 2**n
    return as_far / flips


def _of_random_flips(values: NDArray[np.float64], n_flips: int, seed: int) -> NDArray[np.float64]:
    rng, n = np.random.default_rng(seed), values.shape[1]
    block, as_far = max(1, _MOST_AT_A_TIME // n), np.zeros(len(values))
    for start in range(0, n_flips, block):
        flipped = rng.integers(0, 2, (min(block, n_flips - start), n), dtype=np.int8)
        as_far += _as_far(flipped, values)
    return as_far


def _as_far(flipped: NDArray[np.integer], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count for each row the flips whose mean lies as far from zero as the row's own."""
    signs = 1.0 - 2.0 * flipped
    least = np.abs(values.sum(axis=1)) - _RELATIVE_TOLERANCE * np.abs(values).sum(axis=1)
    step = max(1, _MOST_AT_A_TIME // len(signs))
    counts = np.zeros(len(values))
    for start in range(0, len(values), step):
        some = slice(start, start + step)
        counts[some] = np.sum(np.abs(signs @ values[some].T) >= least[some], axis=0)
    return counts
