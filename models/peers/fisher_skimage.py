"""Fisher vectors by scikit-image and a support vector machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._shallow import ShallowClassifier
from models._skip import Skip
from models._spelled import spelled

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models._cost import Cost
    from models.fisher_svm import FisherSVM


@dataclass
class FisherSkimage(ShallowClassifier):
    """`fisher_svm`, whose vectors scikit-image computes, image by image; all else is the same.

    Its gradients for deviations have the other sign, which a linear machine does not mind, and it
    has gradients for the words' weights as well, a number a word. Costs are counted without them,
    as for ours.

    Args:
        step: Pixels between grid points.
        bin_widths: Pixels a spatial cell is wide, scale by scale.
        words: Gaussians of the mixture.
        dimensions: Principal axes.
    """

    paper: ClassVar[str] = "Perronnin, Sanchez, Mensink 2010"
    tiny: ClassVar[dict[str, object]] = {"words": 4, "dimensions": 8, "step": 4}

    step: int = 2
    bin_widths: tuple[float, ...] = (2.0, 3.0, 4.0)
    words: int = 64
    dimensions: int = 64

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        self._ours()

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline of `fisher_svm` with another encoding.

        Raises:
            Skip: If scikit-image is not installed.
        """
        from sklearn.pipeline import Pipeline

        try:
            from models.peers._skimage_fisher import SkimageFisher
        except ModuleNotFoundError as error:
            raise Skip("needs scikit-image: pip install '.[peers]'") from error
        (name, encoding), machine = self._ours().pipeline(seed).steps
        return Pipeline([(name, SkimageFisher(encoding)), machine])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count as `fisher_svm` does."""
        return self._ours().cost(shape, n_classes)

    @property
    def peer_of(self) -> str:
        """Ours."""
        return spelled(self._ours())

    def _ours(self) -> FisherSVM:
        from models.fisher_svm import FisherSVM

        return FisherSVM(
            step=self.step,
            bin_widths=self.bin_widths,
            words=self.words,
            dimensions=self.dimensions,
        )
