"""How alike two maps order their pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def rank_correlation(
    first: NDArray[np.floating], second: NDArray[np.floating]
) -> NDArray[np.float64]:
    """Give Spearman's rank correlation of each pair of maps; equal values share their mean rank.

    Args:
        first: (n, height, width).
        second: Of the same shape.

    Returns:
        (n,), -1 to 1; nan where a map is flat, which has no order.
    """
    from scipy.stats import rankdata

    ranks = [_centred(rankdata(each.reshape(len(each), -1), axis=1)) for each in (first, second)]
    together = (ranks[0] * ranks[1]).sum(axis=1)
    apart = np.sqrt((ranks[0] ** 2).sum(axis=1) * (ranks[1] ** 2).sum(axis=1))
    found = np.full(len(first), np.nan)
    np.divide(together, apart, out=found, where=apart > 0)
    return found


def _centred(ranks: NDArray[np.float64]) -> NDArray[np.float64]:
    centred: NDArray[np.float64] = ranks - ranks.mean(axis=1, keepdims=True)
    return centred
