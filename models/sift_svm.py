"""SIFT, visual words and a support vector machine: vision before it was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models.descriptors.dense_sift import DenseSIFT

_KERNELS = ("hellinger", "chi2")
_CHI2_STEPS = 2  # samples of the kernel's spectrum; they make 3 numbers of each


@dataclass
class SiftSVM(ShallowClassifier):
    """Dense RootSIFT, k-means visual words, a spatial pyramid and a linear SVM.

    Histograms are mapped to where a linear machine compares them as distributions.

    Args:
        step: Pixels between grid points.
        bin_widths: Pixels a spatial cell of the descriptor is wide, scale by scale.
        blur: Standard deviation of the Gaussian that slopes are taken at, as a share of a
            cell's width, less the 0.5 pixels that images are taken to have of it already: a
            sixth, as VLFeat's PHOW has it, leaves none for cells up to 3 pixels wide.
        words: Visual words.
        levels: Cells a side of the spatial pyramid, level by level.
        sharpness: 0 counts each descriptor for its nearest word; above, it is shared between all,
            the more evenly the smaller this is.
        kernel: "hellinger" compares the roots of histograms; "chi2" takes an approximation of the
            additive chi-squared kernel, with three times as many numbers.
        penalties: The SVM's C, of which the validation split chooses.

    Papers: Lowe 2004 (SIFT); Csurka et al. 2004 (visual words); Lazebnik, Schmid, Ponce 2006
        (the pyramid); Vedaldi, Zisserman 2012 (kernel maps).
    """

    paper: ClassVar[str] = "Lowe 2004; Csurka et al. 2004; Lazebnik, Schmid, Ponce 2006"
    tiny: ClassVar[dict[str, object]] = {"words": 16, "step": 4}
    space: ClassVar[Space] = {
        "step": (2, 3, 4),
        "bin_widths": ((2.0,), (3.0,), (4.0,), (2.0, 3.0, 4.0)),
        "words": (128, 256, 512, 1024),
        "levels": ((1,), (1, 2), (1, 3)),
        "kernel": _KERNELS,
        "penalties": Range(0.3, 300.0, log=True),
    }

    step: int = 2
    bin_widths: tuple[float, ...] = (2.0, 3.0, 4.0)
    blur: float = 1 / 6
    words: int = 1024
    levels: tuple[int, ...] = (1, 2)
    sharpness: float = 0.0
    kernel: str = "hellinger"
    penalties: tuple[float, ...] = (1.0, 10.0, 100.0)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, step=1, bin_widths=1, blur=0, words=2, levels=1, sharpness=0, penalties=0)
        if self.kernel not in _KERNELS:
            known = ", ".join(_KERNELS)
            raise ValueError(f"expected kernel of {known}, received {self.kernel!r}")

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline

        from models.classifiers.linear_svm import LinearSVM
        from models.encodings.bag_of_words import BagOfWords

        words = BagOfWords(self._sift(), self.words, self.levels, self.sharpness, seed)
        machine = LinearSVM(self.penalties)
        return Pipeline([("features", words), ("map", self._map()), ("svm", machine)])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the steps as the linear maps that they are: each descriptor against each word."""
        sift = self._sift().cost(shape)
        points, numbers = sift.output
        macs = points * self.words * numbers
        histograms = self.words * sum(level**2 for level in self.levels)
        words = LayerCost(
            "words",
            (histograms,),
            fitted=self.words * numbers,
            connections=macs,
            macs=macs,
            activations=points * self.words,
        )
        mapped = histograms * (2 * _CHI2_STEPS - 1 if self.kernel == "chi2" else 1)
        return Cost((sift, words, LayerCost.linear("svm", mapped, n_classes)))

    def _sift(self) -> DenseSIFT:
        from models.descriptors.dense_sift import DenseSIFT

        return DenseSIFT(self.step, self.bin_widths, self.blur)

    def _map(self) -> Any:
        import numpy as np
        from sklearn.kernel_approximation import AdditiveChi2Sampler
        from sklearn.preprocessing import FunctionTransformer

        if self.kernel == "chi2":
            return AdditiveChi2Sampler(sample_steps=_CHI2_STEPS)
        return FunctionTransformer(np.sqrt)
