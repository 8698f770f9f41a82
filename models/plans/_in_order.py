"""A split that is read as it is validated on."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import keras

from models._scoring import SCORING_BATCH

if TYPE_CHECKING:
    from models._split import Split


class InOrder(keras.utils.PyDataset):
    """A split in batches, in its order.

    Args:
        split: Images as the network takes them.
    """

    def __init__(self, split: Split) -> None:
        super().__init__()
        self._split = split

    def __len__(self) -> int:
        return ceil(len(self._split) / SCORING_BATCH)

    def __getitem__(self, number: int) -> tuple[Any, Any]:
        part = slice(number * SCORING_BATCH, (number + 1) * SCORING_BATCH)
        return self._split.x[part], self._split.y[part]
