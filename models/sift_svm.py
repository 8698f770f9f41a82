"""SIFT, visual words and a support vector machine: vision before it was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models.descriptors.dense_sift import DenseSIFT


@dataclass
class SiftSVM(ShallowClassifier):
    """Dense RootSIFT, k-means visual words, a spatial pyramid and a linear SVM.

    Args:
        step: Pixels between grid points.
        bin_width: Pixels a spatial cell of the descriptor is wide.
        words: Visual words.
        levels: Cells a side of the spatial pyramid, level by level.
        C: Inverse strength of the SVM's L2 penalty.

    Papers: Lowe 2004 (SIFT); Csurka et al. 2004 (visual words); Lazebnik, Schmid, Ponce 2006
        (the pyramid).
    """

    paper: ClassVar[str] = "Lowe 2004; Csurka et al. 2004; Lazebnik, Schmid, Ponce 2006"
    tiny: ClassVar[dict[str, object]] = {"words": 16, "step": 4}

    step: int = 2
    bin_width: float = 3.0
    words: int = 1024
    levels: tuple[int, ...] = (1, 2)
    C: float = 10.0

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, step=1, bin_width=1, words=2, levels=1, C=0)

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline
        from sklearn.svm import LinearSVC

        from models.encodings.bag_of_words import BagOfWords

        words = BagOfWords(self._sift(), self.words, self.levels, seed)
        return Pipeline([("features", words), ("train", LinearSVC(C=self.C, random_state=seed))])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the steps as the linear maps that they are.

        SIFT: each sample of a descriptor's window, 5 x 5 cells wide, is weighted once by a
        Gaussian (that many fixed numbers) and shared among 2 x 2 cells and 2 orientations: 9 MACs.
        Words: each descriptor against each centre.
        """
        rows, columns = self._sift().grid(shape)
        points = len(rows) * len(columns)
        window = round(5 * self.bin_width) ** 2
        histograms = self.words * sum(level**2 for level in self.levels)
        return Cost(
            (
                LayerCost(
                    "sift",
                    (points, 128),
                    fixed=window,
                    macs=points * window * 9,
                    activations=points * 128,
                ),
                LayerCost(
                    "words",
                    (histograms,),
                    fitted=self.words * 128,
                    connections=points * self.words * 128,
                    macs=points * self.words * 128,
                    activations=points * self.words,
                ),
                LayerCost.linear("svm", histograms, n_classes),
            )
        )

    def _sift(self) -> DenseSIFT:
        from models.descriptors.dense_sift import DenseSIFT

        return DenseSIFT(self.step, self.bin_width)
