"""The directions along which training images differ most."""

from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin


class PrincipalAxes(TransformerMixin, BaseEstimator):
    """Project on the principal components: float32 (n, features) to (n, kept). No label is seen.

    They are exact, found from the smaller one of covariances (features, features) and products of
    images (n, n), in float64: where many directions differ alike, as those of noise do, randomised
    solvers are not.

    Args:
        kept: Components, at the most.

    Attributes:
        mean_: float32 (features,).
        axes_: float32 (features, kept), of length 1, the one of most variance first.

    Papers: Pearson 1901; Hotelling 1933.
    """

    fitting: ClassVar[str] = "codebook"  # the phase that learning is timed as

    def __init__(self, kept: int) -> None:
        self.kept = kept

    def fit(self, x: NDArray[np.float32], y: Any = None) -> Self:
        """Find the components.

        Raises:
            ValueError: If there are no more images than components.
        """
        from scipy.linalg import eigh

        del y
        n, features = x.shape
        kept = min(self.kept, features)
        if n <= kept:
            raise ValueError(f"expected {kept + 1} training images or more, received {n}")
        mean = x.mean(axis=0, dtype=np.float64)
        centred = x - mean
        products = centred.T @ centred if features <= n else centred @ centred.T
        last = len(products) - 1
        _, vectors = eigh(products, subset_by_index=(last - kept + 1, last), overwrite_a=True)
        axes = vectors[:, ::-1] if features <= n else centred.T @ vectors[:, ::-1]
        lengths = np.linalg.norm(axes, axis=0)
        self.mean_ = mean.astype(np.float32)
        self.axes_ = (axes / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return self

    def transform(self, x: NDArray[np.float32]) -> Any:
        """Project."""
        return (x - self.mean_) @ self.axes_
