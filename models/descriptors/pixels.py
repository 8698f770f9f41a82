"""Pixels as they are."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._split import Images


class Pixels(TransformerMixin, BaseEstimator):
    """Flatten images: uint8 (n, height, width, channels) to float32 (n, pixels), 0 to 1."""

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn nothing."""
        del x, y
        return self

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Flatten and scale."""
        return x.reshape(len(x), -1).astype(np.float32) / np.float32(255)
