"""What machines on fewer dimensions have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class ReducedSVM(ShallowClassifier):
    """Pixels, fewer dimensions, each brought to deviation 1, and a linear SVM.

    The machine and the penalties are those that `autoencoder_svm` has on its code.

    Args:
        kept: Dimensions.
        penalties: The SVM's C, of which the validation split chooses.
    """

    tiny: ClassVar[dict[str, object]] = {"kept": 8}

    kept: int = 64
    penalties: tuple[float, ...] = (0.001, 0.01, 0.1, 1.0)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, kept=1, penalties=1e-9)

    @abstractmethod
    def reducer(self) -> Any:
        """Build the transformer from float32 (n, pixels) to (n, kept)."""

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline; nothing is drawn at random."""
        from sklearn.pipeline import Pipeline
        from sklearn.preprocessing import StandardScaler

        from models.classifiers.linear_svm import LinearSVM
        from models.descriptors.pixels import Pixels

        del seed
        return Pipeline(
            [
                ("features", Pixels()),
                ("encode", self.reducer()),
                ("scale", StandardScaler()),
                ("svm", LinearSVM(self.penalties)),
            ]
        )
