"""The features that tell the classes apart best, each looked at by itself."""

from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._split import Labels


class Selection(TransformerMixin, BaseEstimator):
    """Keep the features with the largest F statistic: float32 (n, features) to (n, kept).

    F is the variance between the classes' means over that within the classes (one-way analysis of
    variance); of features that never vary it counts as 0. Two features that say the same are both
    kept: a filter looks at each alone.

    Args:
        kept: Features, at the most; 0 keeps all.

    Attributes:
        places_: int64 (kept,), rising: which they are.

    Paper: Guyon, Elisseeff, "An introduction to variable and feature selection", 2003.
    """

    fitting: ClassVar[str] = "codebook"  # the phase that learning is timed as

    def __init__(self, kept: int) -> None:
        self.kept = kept

    def fit(self, x: NDArray[np.float32], y: Labels) -> Self:
        """Rank the features by training images."""
        kept = self.kept or x.shape[1]
        order = np.argsort(-_f(x, y), kind="stable")
        self.places_ = np.sort(order[:kept])
        return self

    def transform(self, x: NDArray[np.float32]) -> Any:
        """Leave the others out."""
        return x[:, self.places_]


def _f(x: NDArray[np.float32], y: Labels) -> NDArray[np.float64]:
    present = np.unique(y)
    whole = x.mean(axis=0, dtype=np.float64)
    between, within = np.zeros((2, x.shape[1]))
    for label in present:
        own = x[y == label]
        mean = own.mean(axis=0, dtype=np.float64)
        between += len(own) * (mean - whole) ** 2
        within += ((own - mean) ** 2).sum(axis=0)
    freedom = max(1, len(y) - len(present)), max(1, len(present) - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num((between / freedom[1]) / (within / freedom[0]), posinf=np.inf)
