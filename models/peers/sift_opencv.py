"""SIFT by OpenCV, visual words and a support vector machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._shallow import ShallowClassifier
from models._spelled import spelled

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models._cost import Cost
    from models.sift_svm import SiftSVM


@dataclass
class SiftOpenCV(ShallowClassifier):
    """`sift_svm`, whose descriptors OpenCV computes, image by image.

    OpenCV blurs by 1.6 pixels, ours by a share of a cell; all else is the same. Costs are counted
    as for ours.

    Args:
        step: Pixels between grid points.
        bin_widths: Pixels a spatial cell is wide, scale by scale.
        words: Visual words.
    """

    paper: ClassVar[str] = "Lowe 2004; Csurka et al. 2004"
    tiny: ClassVar[dict[str, object]] = {"words": 16, "step": 4}

    step: int = 2
    bin_widths: tuple[float, ...] = (2.0, 3.0, 4.0)
    words: int = 1024

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        self._ours()

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline of `sift_svm` with another descriptor."""
        from models.peers._opencv_sift import OpenCVSIFT

        pipeline = self._ours().pipeline(seed)
        words = pipeline["features"]
        words.descriptor = OpenCVSIFT(words.descriptor)
        return pipeline

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count as `sift_svm` does."""
        return self._ours().cost(shape, n_classes)

    @property
    def peer_of(self) -> str:
        """Ours."""
        return spelled(self._ours())

    def _ours(self) -> SiftSVM:
        from models.sift_svm import SiftSVM

        return SiftSVM(step=self.step, bin_widths=self.bin_widths, words=self.words)
