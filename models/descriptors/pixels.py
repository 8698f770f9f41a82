"""Pixels as they are."""

from math import prod
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._blocks import in_blocks
from models._split import Images

_BLOCK = 2**20  # pixels that a thread scales at a time


class Pixels(TransformerMixin, BaseEstimator):
    """Flatten images: uint8 (n, height, width, channels) to float32 (n, pixels), 0 to 1."""

    by_blocks: ClassVar[bool] = True

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn nothing."""
        del x, y
        return self

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Flatten and scale."""
        return in_blocks(_scaled, x, max(1, _BLOCK // prod(x.shape[1:])))


def _scaled(x: Images) -> NDArray[np.float32]:
    return x.reshape(len(x), -1).astype(np.float32) / np.float32(255)
