"""The pixels that tell classes apart best, and a linear support vector machine."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._reduced_svm import ReducedSVM

if TYPE_CHECKING:
    from models.encodings.selection import Selection


@dataclass
class SelectedSVM(ReducedSVM):
    """Feature selection against the curse of dimensionality: most dimensions are thrown away.

    Pixels are ranked one by one, by the F statistic of the training labels. Scores are
    probabilities: margins, calibrated by the validation split.

    Args:
        kept: Pixels (numbers, where there are colours); 0 keeps all of them.
        penalties: The SVM's C, of which the validation split chooses.

    Paper: Guyon, Elisseeff, "An introduction to variable and feature selection", 2003.
    """

    paper: ClassVar[str] = "Guyon, Elisseeff 2003"

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, kept=0, penalties=1e-9)

    def reducer(self) -> Selection:
        """Build the filter."""
        from models.encodings.selection import Selection

        return Selection(self.kept)

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the places of what is kept, and the machine."""
        pixels = prod(shape)
        kept = min(self.kept or pixels, pixels)
        places = LayerCost("selection", (kept,), fitted=kept, connections=kept, activations=kept)
        return Cost((places, LayerCost.linear("svm", kept, n_classes)))
