"""Local binary patterns and a support vector machine: texture before it was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models.descriptors.lbp import LBP

_MOST_SAMPLES = 3  # those for which scikit-learn knows how far apart they are best


@dataclass
class LbpSVM(ShallowClassifier):
    """Histograms of uniform local binary patterns, an additive chi-squared kernel, a linear SVM.

    The kernel is that of histograms, 2 a b / (a + b) summed over their bins. It is not computed:
    each share is mapped to numbers whose products come near to it, so that the machine is linear,
    and as cheap. Its penalty is chosen by the validation split. With the defaults an image has
    7,670 numbers, and 55,000 images 1.6 GiB of them before the map and as much after it; two
    samples make three times as many, and three five times.

    Args:
        radii: Distances in pixels from a pixel to the points around it.
        grid: Cells a side that have a histogram each, grid by grid.
        samples: Of the kernel's spectrum: a share becomes 2 * samples - 1 numbers, as its root
            for 1, and near the kernel for 2 and 3.
        penalties: The SVM's C, of which the validation split chooses.

    Papers: Ojala, Pietikäinen, Mäenpää 2002; Ahonen, Hadid, Pietikäinen 2006 ("Face description
        with local binary patterns": a grid of cells); Vedaldi, Zisserman 2012 ("Efficient additive
        kernels via explicit feature maps").
    """

    paper: ClassVar[str] = "Ojala, Pietikäinen, Mäenpää 2002; Vedaldi, Zisserman 2012"
    tiny: ClassVar[dict[str, object]] = {"radii": (1,), "grid": (2,)}
    space: ClassVar[Space] = {
        "radii": ((1,), (2,), (1, 2), (1, 2, 3)),
        "grid": ((3,), (4,), (7,), (4, 7)),
        "penalties": Range(1e-3, 1.0, log=True),
    }

    radii: tuple[float, ...] = (1, 2)
    grid: tuple[int, ...] = (4, 7)
    samples: int = 1
    penalties: tuple[float, ...] = (0.01, 0.03, 0.1)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, radii=1, grid=1, samples=1, penalties=0)
        if self.samples > _MOST_SAMPLES:
            raise ValueError(f"expected samples of 1 to {_MOST_SAMPLES}, received {self.samples}")

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline; nothing in it is drawn at random."""
        del seed
        from sklearn.kernel_approximation import AdditiveChi2Sampler
        from sklearn.pipeline import Pipeline

        from models.classifiers.linear_svm import LinearSVM

        kernel = AdditiveChi2Sampler(sample_steps=self.samples)
        return Pipeline(
            [("features", self._lbp()), ("map", kernel), ("svm", LinearSVM(self.penalties))]
        )

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the interpolation of neighbours and the machine; the map has no parameters."""
        lbp = self._lbp().cost(shape)
        return Cost(
            (lbp, LayerCost.linear("svm", lbp.output[0] * (2 * self.samples - 1), n_classes))
        )

    def _lbp(self) -> LBP:
        from models.descriptors.lbp import LBP

        return LBP(self.radii, self.grid)
