"""Guess labels from few numbers, to see whether they give them away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Labels

_FOLDS = 5
_TREES = 50
_LEAF = 5  # images


def guess(
    columns: NDArray[np.float64], y: Labels, groups: NDArray[np.str_] | None
) -> NDArray[np.bool_]:
    """Tell which labels a random forest guesses right that has not seen them.

    Args:
        columns: What it is given, float64 (n, columns).
        y: Labels, int64 (n,), each at least five times.
        groups: What may not be in two folds of the cross-validation, (n,); None for nothing.

    Returns:
        bool (n,).
    """
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, cross_val_predict

    kind = StratifiedKFold if groups is None else StratifiedGroupKFold
    folds = _FOLDS if groups is None else min(_FOLDS, len(np.unique(groups)))
    folder = kind(folds, shuffle=True, random_state=0)
    forest = RandomForestClassifier(_TREES, min_samples_leaf=_LEAF, random_state=0, n_jobs=-1)
    with catch_warnings():
        simplefilter("ignore")  # a class in fewer groups than there are folds
        guessed = cross_val_predict(forest, columns, y, groups=groups, cv=folder)
    right: NDArray[np.bool_] = guessed == y
    return right
