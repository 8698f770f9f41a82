"""A support vector machine with a Gaussian kernel on raw pixels: no features at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class PixelsSVM(ShallowClassifier):
    """A Gaussian kernel compares images pixel by pixel; each pair of classes has a machine.

    Scores are probabilities: votes of the machines, calibrated by the validation split. Fitting
    55,000 images of 28 x 28 keeps kernel matrices of 2 to 4 GiB.

    Args:
        penalties: The SVM's C, of which the validation split chooses.
        gammas: The kernel's gamma, likewise, as multiples of 1 / (pixels * their variance).

    Papers: Boser, Guyon, Vapnik 1992; Cortes, Vapnik 1995.
    """

    paper: ClassVar[str] = "Boser, Guyon, Vapnik 1992; Cortes, Vapnik 1995"
    sized_by_data: ClassVar[bool] = True
    space: ClassVar[Space] = {
        "penalties": Range(0.3, 100.0, log=True),
        "gammas": Range(0.3, 5.0, log=True),
    }

    penalties: tuple[float, ...] = (3.0, 10.0)
    gammas: tuple[float, ...] = (1.0, 2.0)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, penalties=1e-9, gammas=1e-9)

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline

        from models.classifiers.rbf_svm import RBFSVM
        from models.descriptors.pixels import Pixels

        machine = RBFSVM(self.penalties, self.gammas, seed)
        return Pipeline([("features", Pixels()), ("svm", machine)])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the kernel and the machines: before a fit, the least that they can be."""
        from models.classifiers._rbf_cost import rbf_cost

        return Cost(rbf_cost(prod(shape), n_classes, self.fitted))
