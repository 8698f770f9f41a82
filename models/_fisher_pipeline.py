"""Fisher vectors under a linear machine, as a pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models._cost import Cost, LayerCost
from models._fisher_settings import FisherSettings
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class FisherPipeline(FisherSettings, ShallowClassifier):
    """Describe, encode, classify."""

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        self.check()

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline."""
        from sklearn.pipeline import Pipeline

        from models.classifiers.linear_svm import LinearSVM
        from models.descriptors.dense_sift import DenseSIFT
        from models.encodings.fisher_vector import FisherVector

        sift = DenseSIFT(self.step, self.bin_widths, self.blur)
        encoding = FisherVector(sift, self.words, self.dimensions, seed)
        return Pipeline([("features", encoding), ("svm", LinearSVM(self.penalties))])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the steps as the linear maps that they are."""
        from models._fisher import fisher_cost

        sift = self.pipeline(seed=0)[0].descriptor.cost(shape)
        points, numbers = sift.output
        encoding = fisher_cost(points, numbers, self.dimensions, self.words)
        return Cost((sift, encoding, LayerCost.linear("svm", encoding.output[0], n_classes)))
