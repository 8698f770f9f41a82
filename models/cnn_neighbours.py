"""A network under nearest neighbours in place of its last layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._cost import LayerCost
from models._head_on_body import HeadOnBody

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models._split import Images


@dataclass
class CNNNeighbours(HeadOnBody):
    """The training images that a network's last layer sees as most alike vote on the class.

    The network is trained under its own last layer, which is then taken off: nothing told it to
    put images of a class near each other. Scores are shares of the votes.

    Args:
        k: How many vote; of several numbers the validation split chooses.
        by_distance: Weight votes by one over the distance, in place of equally.

    Paper: Cover, Hart, "Nearest neighbor pattern classification", 1967. Ours are standardised
        features of a network in place of the images.
    """

    paper: ClassVar[str] = "Cover, Hart 1967"
    tiny: ClassVar[dict[str, object]] = {"network": "lenet(epochs=2)"}

    k: tuple[int, ...] = (1, 5, 15)
    by_distance: bool = True

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, k=1)

    def head(self, seed: int) -> Any:
        """Build the voters; nothing is drawn at random."""
        from models.classifiers.k_nearest import KNearest

        del seed
        return KNearest(self.k, by_distance=self.by_distance)

    def layer(self, n_classes: int) -> Any:
        """Build the layer."""
        from models.layers.k_nearest import KNearest

        return KNearest.of(self.machine, n_classes, name="neighbours")

    @property
    def evidence_method(self) -> str:
        """Say that there is none: votes of neighbours have no slope, least where all agree."""
        return ""

    def evidence(self, x: Images, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Refuse."""
        del x, classes
        self._lacks("map of evidence: votes of neighbours have no slope")

    def head_cost(self, features: int, n_classes: int) -> tuple[LayerCost, ...]:
        """Count the training images, one a class before a fit, and the product with each."""
        images = n_classes if self.machine is None else len(self.machine.places_)
        layer = LayerCost(
            "images, at least" if self.machine is None else "images",
            (images,),
            fitted=images * features,
            connections=images * features,
            macs=images * features,
            activations=images,
        )
        return (layer,)
