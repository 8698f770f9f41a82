"""Histograms of oriented gradients and a support vector machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models.classifiers.linear_svm import LinearSVM
    from models.classifiers.rbf_svm import RBFSVM
    from models.descriptors.hog import HOG

_KERNELS = ("rbf", "linear")


@dataclass
class HogSVM(ShallowClassifier):
    """HOG at two scales under a support vector machine.

    Its penalty is chosen by the validation split. The defaults are for images of some 28 pixels
    a side, of which fine cells see more than the 8 pixels of the paper's pedestrians would;
    larger images want larger cells, as numbers grow with the cells.

    Args:
        orientations: Bins of orientation.
        signed: Tell a gradient from its opposite.
        cells: Sides of cells in pixels, scale by scale.
        block: Cells a side of a block, which is normalised as a whole.
        epsilon: Mean gradient of a block below which it is taken for noise, of 0 to 1.
        kernel: "rbf" (Gaussian: the most accurate) or "linear" (the paper's, and far cheaper).
        gammas: How sharp the Gaussian kernel is, in multiples of scikit-learn's "scale", of which
            the validation split chooses.
        penalties: The SVM's C, of which the validation split chooses.

    Paper: Dalal, Triggs, "Histograms of oriented gradients for human detection", 2005. We differ
        in telling opposite gradients apart, as digits and clothes are brighter than what is
        behind them where pedestrians need not be, and in a second scale.
    """

    paper: ClassVar[str] = "Dalal, Triggs 2005"
    sized_by_data: ClassVar[bool] = True
    tiny: ClassVar[dict[str, object]] = {"cells": (4,), "orientations": 8}
    space: ClassVar[Space] = {
        "orientations": Range(6, 16),
        "cells": ((3,), (4,), (7,), (3, 7), (4, 8)),
        "block": (1, 2, 3),
        "epsilon": Range(0.02, 0.5, log=True),
        "kernel": _KERNELS,
        "gammas": Range(0.5, 5.0, log=True),
        "penalties": Range(0.3, 100.0, log=True),
    }

    orientations: int = 12
    signed: bool = True
    cells: tuple[int, ...] = (3, 7)
    block: int = 2
    epsilon: float = 0.2
    kernel: str = "rbf"
    gammas: tuple[float, ...] = (2.0,)
    penalties: tuple[float, ...] = (3.0, 10.0, 30.0)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, orientations=1, cells=1, block=1, epsilon=0, gammas=0, penalties=0)
        if self.kernel not in _KERNELS:
            raise ValueError(f"expected kernel of {', '.join(_KERNELS)}, received {self.kernel!r}")

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline

        return Pipeline([("features", self._hog()), ("svm", self._machine(seed))])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the descriptor and the machine: before a fit, a Gaussian one as the least."""
        from models.classifiers._rbf_cost import rbf_cost

        hog = self._hog().cost(shape)
        features = hog.output[0]
        if self.kernel == "rbf":
            return Cost((hog, *rbf_cost(features, n_classes, self.fitted)))
        return Cost((hog, LayerCost.linear("svm", features, n_classes)))

    def _hog(self) -> HOG:
        from models.descriptors.hog import HOG

        return HOG(
            self.orientations,
            self.cells,
            self.block,
            signed=self.signed,
            epsilon=self.epsilon,
        )

    def _machine(self, seed: int) -> LinearSVM | RBFSVM:
        from models.classifiers.linear_svm import LinearSVM
        from models.classifiers.rbf_svm import RBFSVM

        if self.kernel == "rbf":
            return RBFSVM(self.penalties, self.gammas, seed)
        return LinearSVM(self.penalties)
