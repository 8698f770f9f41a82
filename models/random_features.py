"""Random convolutional kernels and a linear classifier: the control between pixels and learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models.descriptors.random_convolution import RandomConvolution


@dataclass
class RandomFeatures(ShallowClassifier):
    """One layer of random kernels, rectified and pooled, under ridge regression on the classes.

    What a network owes to convolving and pooling alone, it has here; only what goes beyond this
    is owed to learned kernels. It is a control, yet of the family "shallow" and no "floor": the
    papers found it hard to beat, and a good model may well lose to it. Ridge regression is
    solved in closed form, several times faster than logistic regression or a linear SVM on the
    same features and as accurate; its scores are margins, not probabilities.

    Args:
        filters: Random kernels.
        patch: Side of a kernel in pixels; 2 at the least, as its mean is taken out.
        grid: Cells a side over which responses are averaged.
        alpha: Strength of the L2 penalty.

    Papers: Jarrett, Kavukcuoglu, Ranzato, LeCun 2009; Saxe et al. 2011; Coates, Ng 2011 ("The
        importance of encoding versus training with sparse coding and vector quantization").
    """

    paper: ClassVar[str] = "Jarrett et al. 2009; Saxe et al. 2011; Coates, Ng 2011"
    tiny: ClassVar[dict[str, object]] = {"filters": 16}
    space: ClassVar[Space] = {
        "filters": (64, 128, 256, 512),
        "patch": Range(3, 9),
        "grid": (2, 3, 4),
        "alpha": Range(1e-3, 10.0, log=True),
    }

    filters: int = 256
    patch: int = 7
    grid: int = 3
    alpha: float = 0.1

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, filters=1, patch=2, grid=1, alpha=0)

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.linear_model import RidgeClassifier
        from sklearn.pipeline import Pipeline

        features = self._convolution(seed)
        return Pipeline([("features", features), ("train", RidgeClassifier(self.alpha))])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count one convolution, whose kernels are fixed, and one linear layer."""
        rows, columns = self._convolution(seed=0).responses(shape)
        fixed = self.filters * shape[2] * self.patch**2
        macs = rows * columns * fixed
        output = (self.grid, self.grid, self.filters)
        return Cost(
            (
                LayerCost(
                    "filters",
                    output,
                    fixed=fixed,
                    connections=macs,
                    macs=macs,
                    activations=rows * columns * self.filters,
                ),
                LayerCost.linear("ridge", self.grid**2 * self.filters, n_classes),
            )
        )

    def _convolution(self, seed: int) -> RandomConvolution:
        from models.descriptors.random_convolution import RandomConvolution

        return RandomConvolution(self.filters, self.patch, self.grid, seed)
