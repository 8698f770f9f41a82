"""Logistic regression on raw pixels: what a linear model makes of the images."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, ClassVar

from models._base import Family
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class Logistic(ShallowClassifier):
    """Multinomial logistic regression on pixels scaled to 0 to 1.

    Args:
        C: Inverse strength of the L2 penalty, as scikit-learn names it.
        max_iter: Steps of L-BFGS at the most.
    """

    family: ClassVar[Family] = "floor"
    tiny: ClassVar[dict[str, object]] = {"max_iter": 200}
    space: ClassVar[Space] = {"C": Range(1e-3, 10.0, log=True)}

    C: float = 0.05
    max_iter: int = 500

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import Pipeline

        from models.descriptors.pixels import Pixels

        classifier = LogisticRegression(C=self.C, max_iter=self.max_iter, random_state=seed)
        return Pipeline([("features", Pixels()), ("train", classifier)])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count one linear layer."""
        return Cost((LayerCost.linear("output", prod(shape), n_classes),))
