"""One layer of k-means on patches and a linear machine: features learned without labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class Coates(ShallowClassifier):
    """Whitened patches, k-means words, how much nearer than most each is, and a linear SVM.

    It looks at every patch of an image as a convolution does, but its kernels are what patches
    look like, found without a label. A vector has 4 * words numbers, standardised; 60,000 of the
    default's take 1.4 GiB.

    Args:
        words: Of the k-means.
        field: Side of a patch in pixels; 2 at the least, as its mean is taken out.
        penalties: The SVM's C, of which the validation split chooses.

    Paper: Coates, Ng, Lee, "An analysis of single-layer networks in unsupervised feature
        learning", 2011. We learn words by mini-batch k-means from 50,000 patches, where the paper
        has whole k-means and 400,000.
    """

    paper: ClassVar[str] = "Coates, Ng, Lee 2011"
    tiny: ClassVar[dict[str, object]] = {"words": 16}
    space: ClassVar[Space] = {
        "words": (200, 400, 800, 1600),
        "field": Range(4, 8),
        "penalties": Range(1e-5, 0.1, log=True),
    }

    words: int = 1600
    field: int = 6
    penalties: tuple[float, ...] = (1e-4, 1e-3, 1e-2)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, words=2, field=2, penalties=1e-9)

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline
        from sklearn.preprocessing import StandardScaler

        from models.classifiers.linear_svm import LinearSVM
        from models.descriptors.patches import Patches
        from models.encodings.triangle_coding import TriangleCoding

        coding = TriangleCoding(Patches(self.field), self.words, seed)
        scaler = StandardScaler(copy=False)  # the vectors are nobody else's
        return Pipeline(
            [("features", coding), ("scale", scaler), ("svm", LinearSVM(self.penalties))]
        )

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count each patch against the whitening and against each word, and one linear layer.

        The whitening's means are counted with it, those of the features with the machine's.
        """
        from models.descriptors.patches import Patches

        rows, columns = Patches(self.field).grid(shape)
        points, numbers = rows * columns, self.field**2 * shape[2]
        whitening = LayerCost(
            "whitening",
            (points, numbers),
            fitted=numbers * (numbers + 1),
            connections=points * numbers * (numbers + 1),
            macs=points * numbers**2,
            activations=points * numbers,
        )
        words = LayerCost(
            "words",
            (4 * self.words,),
            fitted=self.words * numbers,
            connections=points * self.words * numbers,
            macs=points * self.words * numbers,
            activations=points * self.words,
        )
        return Cost((whitening, words, LayerCost.linear("svm", 4 * self.words, n_classes)))
