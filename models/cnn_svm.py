"""A network with a support vector machine for its last layer: fully connected, or SVM?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING, ClassVar, Self

from models._around_network import AroundNetwork
from models._base import Classifier, Family
from models._cost import Cost, LayerCost
from models._explained_by_network import ExplainedByNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from models._keras import KerasClassifier
    from models._split import Images, Scores, Split

_HEADS = ("svm", "hinge")


@dataclass
class CNNSVM(AroundNetwork, ExplainedByNetwork, Classifier):
    """Any network here, under a linear support vector machine. Its scores are margins.

    Args:
        network: Spec string of a network of this package: "lenet" or "lenet(epochs=40)".
        head: "svm" trains the network as it is, and then a machine on what its last layer sees;
            its penalty is chosen by the validation split. "hinge" trains the network and the
            machine together, by the squared hinge loss.

    Papers: Huang, LeCun, "Large-scale learning with SVM and convolutional nets for generic object
        categorization", 2006 ("svm"); Tang, "Deep learning using linear support vector machines",
        2013 ("hinge"). We differ in the networks, in standardised features for the first kind, and
        in no other pull on the second kind's weights than the network's own.
    """

    family: ClassVar[Family] = "deep"
    paper: ClassVar[str] = "Huang, LeCun 2006; Tang 2013"
    tiny: ClassVar[dict[str, object]] = {"network": "lenet(epochs=2)"}

    network: str = "lenet"
    head: str = "svm"

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        if self.head not in _HEADS:
            raise ValueError(f"expected head of {', '.join(_HEADS)}, received {self.head!r}")
        from models._sibling import sibling, spelling

        self.network = spelling(self.network)
        loss = sibling(self.network).loss
        if self.head == "hinge" and loss != "cross_entropy":
            raise ValueError(
                f"expected a network trained by cross_entropy under the head hinge, received "
                f"{self.network!r}, trained by {loss}"
            )
        self.net = self._untrained()

    def start(self) -> None:
        """Import what `fit` needs."""
        import sklearn.svm  # noqa: F401 - here, so that it is not timed as learning

        self.net.start()

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Train the network, then its head, or both at once."""
        self.net = net = self._untrained()
        net.fit(train, validation, n_classes=n_classes, seed=seed)
        if self.head == "svm":
            from models._svm_head import svm_head

            below = net.trained.layers[:-1]
            head = svm_head(net, below, (train, validation), n_classes=n_classes, seed=seed)
            self.net = self._scoring()
            self.net.trained = head
        self.phases.clear()
        self.phases.update(net.phases)
        self.history, self.kernel_banks_before = net.history, net.kernel_banks_before

    def scores(self, x: Images) -> Scores:
        """Give the margin of each class against the rest."""
        return self.net.scores(x)

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the network, and the machine in the place of its last layer."""
        *body, last = self._untrained().cost(shape, n_classes).layers
        if self.head == "svm":
            last = LayerCost.linear("svm", prod(body[-1].output), n_classes)
        return Cost((*body, last))

    def sanity(self, train: Split, *, n_classes: int, seed: int) -> dict[str, float]:
        """Check the network as it is trained."""
        return self._untrained().sanity(train, n_classes=n_classes, seed=seed)

    def restore(self, path: Path) -> None:
        """Take up what `save` wrote."""
        self.net = self._scoring()
        self.net.restore(path)

    def randomised(self, layers: int, seed: int) -> Self:
        """Copy network and machine, the last layers drawn anew."""
        copy = replace(self)
        copy.net = self.net.randomised(layers, seed)
        return copy

    def _untrained(self) -> KerasClassifier:
        from models._sibling import sibling

        return sibling(self.network) if self.head == "svm" else self._scoring()

    def _scoring(self) -> KerasClassifier:
        """Give a network whose logits are margins."""
        from models._sibling import sibling

        return replace(sibling(self.network), loss="squared_hinge")
