"""Votes of machines that tell each two classes apart."""

from itertools import combinations
from typing import Any

import numpy as np


def pair_votes(ops: Any, decisions: Any, n_classes: int) -> Any:
    """Give float32 (n, n_classes): the votes for a class, and a third of a vote for margins.

    A class gets a vote from each machine that finds it likelier. Its margins are summed, and
    squeezed to between -1/3 and 1/3, so that they decide between equal votes alone, as in
    scikit-learn's `SVC`. Two classes get their one margin, below and above nought.

    Args:
        ops: `numpy` or `keras.ops`.
        decisions: float32 (n, pairs): above nought, the pair's second is likelier.
        n_classes: How many classes the pairs are of: (0, 1), (0, 2), ..., (1, 2), ...
    """
    if decisions.shape[1] == 1:
        return ops.concatenate([-decisions, decisions], axis=1)
    pairs = np.array([*combinations(range(n_classes), 2)], np.int64).reshape(-1, 2)
    first, second = np.eye(n_classes, dtype=np.float32)[pairs.T]
    won = ops.where(decisions > 0, np.float32(1), np.float32(0))
    sums = ops.matmul(decisions, second - first)
    votes = ops.matmul(won, second) + ops.matmul(1 - won, first)
    return votes + sums / (3 * (ops.abs(sums) + 1))
