"""A network under a support vector machine with a Gaussian kernel in place of its last layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._head_on_body import HeadOnBody

if TYPE_CHECKING:
    from models._cost import LayerCost


@dataclass
class CNNRBFSVM(HeadOnBody):
    """What a network's last layer sees, told apart by kernel machines. Scores are probabilities.

    The network is trained under its own last layer, which is then taken off.

    Args:
        penalties: The SVM's C, of which the validation split chooses.
        gammas: The kernel's gamma, likewise, as multiples of 1 / features.

    Paper: Niu, Suen, "A novel hybrid CNN-SVM classifier for recognizing handwritten digits",
        2012. We differ in the networks, in standardised features, and in choosing settings by
        the validation split.
    """

    paper: ClassVar[str] = "Niu, Suen 2012"
    tiny: ClassVar[dict[str, object]] = {"network": "lenet(epochs=2)"}

    penalties: tuple[float, ...] = (1.0, 10.0)
    gammas: tuple[float, ...] = (0.5, 1.0)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, penalties=1e-9, gammas=1e-9)

    def head(self, seed: int) -> Any:
        """Build the machines."""
        from models.classifiers.rbf_svm import RBFSVM

        return RBFSVM(self.penalties, self.gammas, seed)

    def layer(self, n_classes: int) -> Any:
        """Build the layer."""
        from models.layers.rbf_svm import RBFSVM

        return RBFSVM.of(self.machine, n_classes, name="machines")

    def head_cost(self, features: int, n_classes: int) -> tuple[LayerCost, ...]:
        """Count the support vectors and the machines."""
        from models.classifiers._rbf_cost import rbf_cost

        return rbf_cost(features, n_classes, [self.machine])
