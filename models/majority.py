"""Majority vote: the floor under every model."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from models._base import Classifier, Family
from models._cost import Cost, LayerCost
from models._split import Images, Scores, Split


@dataclass
class Majority(Classifier):
    """Give every image the class shares of the training split, without looking at it."""

    family: ClassVar[Family] = "floor"

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Count the classes."""
        del validation, seed
        self.phases.clear()
        counts = np.bincount(train.y, minlength=n_classes)
        self._shares = (counts / counts.sum()).astype(np.float32)

    def scores(self, x: Images) -> Scores:
        """Give the same probabilities to every image."""
        return np.tile(self._shares, (len(x), 1))

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count one share a class."""
        del shape
        return Cost((LayerCost("shares", (n_classes,), fitted=n_classes),))
