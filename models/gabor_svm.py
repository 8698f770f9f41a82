"""A bank of Gabor and edge kernels and a support vector machine."""

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

    from models.descriptors.gabor import Gabor


@dataclass
class GaborSVM(ShallowClassifier):
    """Gabor energies and edges, averaged over cells, under a machine with a Gaussian kernel.

    They are the kernels that networks' first layers come to resemble, made by hand. Numbers are
    standardised; the machine's penalty is chosen by the validation split.

    Args:
        orientations: Directions of waves and edges.
        wavelengths: Of the Gabor kernels, in pixels; 2 is the finest that pixels can hold.
        edge: Standard deviation of the edge kernels' Gaussian, in pixels.
        grid: Cells a side.
        gammas: How sharp the Gaussian kernel is, in multiples of scikit-learn's "scale", of which
            the validation split chooses.
        penalties: The SVM's C, of which the validation split chooses.

    Papers: Daugman 1985; Jain, Farrokhnia 1991.
    """

    paper: ClassVar[str] = "Daugman 1985; Jain, Farrokhnia 1991"
    sized_by_data: ClassVar[bool] = True
    tiny: ClassVar[dict[str, object]] = {"orientations": 4, "wavelengths": (4.0,), "grid": 3}
    space: ClassVar[Space] = {
        "orientations": Range(4, 10),
        "wavelengths": ((3.0,), (4.0,), (6.0,), (3.0, 6.0)),
        "grid": Range(4, 8),
        "gammas": Range(0.3, 3.0, log=True),
        "penalties": Range(0.3, 30.0, log=True),
    }

    orientations: int = 8
    wavelengths: tuple[float, ...] = (3.0, 6.0)
    edge: float = 1.0
    grid: int = 7
    gammas: tuple[float, ...] = (1.0,)
    penalties: tuple[float, ...] = (1.0, 3.0, 10.0)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, orientations=1, wavelengths=2, edge=0.3, grid=1, gammas=0, penalties=0)

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline
        from sklearn.preprocessing import StandardScaler

        from models.classifiers.rbf_svm import RBFSVM

        scaler = StandardScaler(copy=False)
        machine = RBFSVM(self.penalties, self.gammas, seed)
        return Pipeline([("features", self._gabor()), ("map", scaler), ("svm", machine)])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the kernels and the machine: before a fit, the least that it can be."""
        from models.classifiers._rbf_cost import rbf_cost

        gabor = self._gabor().cost(shape)
        return Cost((gabor, *rbf_cost(prod(gabor.output), n_classes, self.fitted)))

    def _gabor(self) -> Gabor:
        from models.descriptors.gabor import Gabor

        return Gabor(self.orientations, self.wavelengths, self.edge, self.grid)
