"""Models that are there for their speed, beside a network of this project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._around_network import AroundNetwork
from models._base import Classifier, Family
from models._sibling import sibling, spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models._cost import Cost
    from models._split import Images, Scores


@dataclass
class Peer(AroundNetwork, Classifier):
    """A network of this project, trained in another way; a subclass says how.

    It learns from the same images by the same recipe. It is there for its speed: nothing is kept
    of it.

    Args:
        network: Spec string of the network that it is a peer of.

    Attributes:
        net: The network that it is a peer of, for its recipe.
    """

    family: ClassVar[Family] = "deep"

    network: str = ""

    def __post_init__(self) -> None:
        """Refuse recipes that it does not know."""
        self.network = spelling(self.network)
        self.net = sibling(self.network)
        for name, known in self.known().items():
            received = getattr(self.net, name)
            if received not in known:
                words = " or ".join(map(repr, known))
                raise ValueError(f"expected {name} of {words} in a peer, received {received!r}")

    def known(self) -> Mapping[str, tuple[object, ...]]:
        """Give the settings of recipes that it knows, where it does not know all."""
        return {"plan": ("auto",)}

    def scores(self, x: Images) -> Scores:
        """Give the probability of each class."""
        return self.net.scores(x)

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the network that it is a peer of: it is the same."""
        return self.net.cost(shape, n_classes)

    @property
    def peer_of(self) -> str:
        """The network."""
        return self.network
