"""Principal components of the pixels, and a linear support vector machine."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, ClassVar

from models._cost import Cost, LayerCost
from models._reduced_svm import ReducedSVM

if TYPE_CHECKING:
    from models.encodings.principal_axes import PrincipalAxes


@dataclass
class PCASVM(ReducedSVM):
    """Principal component analysis against the curse: the directions in which images differ most.

    Components never see a label. Scores are probabilities: margins, calibrated by the validation
    split.

    Args:
        kept: Components; no more than there are pixels.
        penalties: The SVM's C, of which the validation split chooses.

    Papers: Pearson 1901; Hotelling 1933.
    """

    paper: ClassVar[str] = "Pearson 1901; Hotelling 1933"

    def reducer(self) -> PrincipalAxes:
        """Build the projection."""
        from models.encodings.principal_axes import PrincipalAxes

        return PrincipalAxes(self.kept)

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count means and components, and the machine."""
        pixels = prod(shape)
        kept = min(self.kept, pixels)
        axes = LayerCost(
            "components",
            (kept,),
            fitted=pixels * (kept + 1),
            connections=pixels * kept,
            macs=pixels * kept,
            activations=kept,
        )
        return Cost((axes, LayerCost.linear("svm", kept, n_classes)))
