"""Images that a model is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.data import Data
    from models import Images, Labels

UNKNOWN = -1
"""The label of an image of which nobody said what it is."""


@dataclass(frozen=True)
class Gallery:
    """Images with what is known of them.

    Args:
        x: uint8 (n, height, width, channels), of the size that the model takes.
        y: Labels, int64 (n,), as the model numbers classes; `UNKNOWN` where there is none.
        names: Of the images, for those who look at them; none for test images.
    """

    x: Images
    y: Labels
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.y)

    def first(self, n: int) -> Self:
        """Give the first n of them, or all."""
        return type(self)(self.x[:n], self.y[:n], self.names[:n])

    @classmethod
    def of_test(cls, data: Data, classes: Sequence[str], most: int) -> Self:
        """Draw test images, always the same ones, in an order that has nothing to say.

        Args:
            data: Whose.
            classes: As the model numbers them; data may have others.
            most: How many, at most.
        """
        n = len(data.test)
        places = np.random.default_rng(0).permutation(n)[:most]
        known = {name: label for label, name in enumerate(classes)}
        labels = np.array([known.get(name, UNKNOWN) for name in data.classes], np.int64)
        return cls(np.asarray(data.test.x[places]), labels[np.asarray(data.test.y)[places]])
