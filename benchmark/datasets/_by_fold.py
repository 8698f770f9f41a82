"""Cross-validation: one fold is tested, the next validates, the others are learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark.datasets._split_by import Places
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST = 3  # one for each split


def by_fold(folds: NDArray[np.int64], tested: int) -> Places:
    """Split images by their folds.

    Args:
        folds: The fold of each image, from 0, int64 (n,).
        tested: Which is tested; counted on from the first where there are not so many.

    Raises:
        UsageError: If there are fewer than three.
    """
    n = int(folds.max()) + 1
    if n < _FEWEST:
        raise UsageError(f"expected {_FEWEST} folds or more, received {n}")
    test, validation = tested % n, (tested + 1) % n
    train = ~np.isin(folds, [test, validation])
    return Places(*map(np.flatnonzero, (train, folds == validation, folds == test)))
