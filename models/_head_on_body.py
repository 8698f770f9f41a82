"""The adapter from a trained network under another classifier to the contract."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field, replace
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from models._around_network import AroundNetwork
from models._base import Classifier, Family
from models._cost import Cost, LayerCost
from models._explained_by_network import ExplainedByNetwork
from models._scale import Scale
from models._without_accuracy import without_accuracy

if TYPE_CHECKING:
    from pathlib import Path

    import keras

    from models._keras import KerasClassifier
    from models._split import Images, Scores, Split


@dataclass
class HeadOnBody(AroundNetwork, ExplainedByNetwork, Classifier):
    """A network that is trained as it is, and then a classifier on what its last layer sees.

    With a seed, the layers below are those of the network alone to the last bit, so heads are
    compared on one body. Features are standardised.

    Args:
        network: Spec string of a network of this package: "lenet" or "lenet(epochs=40)".

    Attributes:
        body: The layers below the head, once they are trained.
        machine: The classifier, once it is fitted; before, None.
    """

    family: ClassVar[Family] = "deep"
    sized_by_data: ClassVar[bool] = True
    body: keras.Model = field(init=False, repr=False, compare=False)
    machine: Any = field(default=None, init=False, repr=False, compare=False)

    network: str = "lenet"
    _whole: KerasClassifier | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def whole(self) -> KerasClassifier:
        """Network, scale and head as one network; made when it is first asked for."""
        from models._with_head import with_head

        if self._whole is None:
            head = self.layer(self._n_classes)
            self._whole = with_head(self.net, self.body, self._scale, head, self.machine)
        return self._whole

    @abstractmethod
    def head(self, seed: int) -> Any:
        """Build the unfitted classifier: `fit_validated`, `predict_proba` and `classes_`."""

    @abstractmethod
    def layer(self, n_classes: int) -> Any:
        """Build the layer that scores as `machine` does, with `take` and `machine` to and fro."""

    @abstractmethod
    def head_cost(self, features: int, n_classes: int) -> tuple[LayerCost, ...]:
        """Count the classifier: before a fit, the least that it can be."""

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        from models._sibling import sibling, spelling

        self.network = spelling(self.network)
        self.net = sibling(self.network)

    def start(self) -> None:
        """Import what `fit` needs."""
        self.head(seed=0)
        self.net.start()

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Train the network, then the head."""
        from models._body_of import body_of
        from models._sibling import sibling

        self.net, self._whole, self._n_classes = sibling(self.network), None, n_classes
        self.net.fit(train, validation, n_classes=n_classes, seed=seed)
        self.phases.clear()
        self.phases.update(self.net.phases)
        self.history = without_accuracy(self.net.history)
        self.kernel_banks_before = self.net.kernel_banks_before
        with self.phases.time("features"):
            self.body = body_of(self.net, self.net.trained.layers[:-1])
            seen, watched = self._features(train.x), self._features(validation.x)
            self._scale = Scale.of(seen)
        with self.phases.time("head"):
            self.machine = self.head(seed)
            scaled = self._scale(seen), train.y, self._scale(watched), validation.y
            self.machine.fit_validated(*scaled)

    def scores(self, x: Images) -> Scores:
        """Give the head's probabilities; a class that was absent from training has 0."""
        scores = np.zeros((len(x), self._n_classes), np.float32)
        features = self._scale(self._features(x))
        scores[:, self.machine.classes_] = self.machine.predict_proba(features)
        return scores

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the network with the scale and the head in the place of its last layer."""
        *body, _ = self.net.cost(shape, n_classes).layers
        features = prod(body[-1].output)
        scale = LayerCost("scale", (features,), fitted=2 * features)
        return Cost((*body, scale, *self.head_cost(features, n_classes)))

    def sanity(self, train: Split, *, n_classes: int, seed: int) -> dict[str, float]:
        """Check the network as it is trained."""
        return self.net.sanity(train, n_classes=n_classes, seed=seed)

    def restore(self, path: Path) -> None:
        """Take up what `save` wrote."""
        from models._sibling import sibling

        net = sibling(self.network)
        net.restore(path)
        self._take(net)

    def randomised(self, layers: int, seed: int) -> Self:
        """Copy network and head, the last layers drawn anew."""
        copy = replace(self)
        copy._take(self.whole.randomised(layers, seed))
        return copy

    def _take(self, net: KerasClassifier) -> None:
        """Take up a network that is whole."""
        from models._body_of import body_of

        *body, scale, head = net.trained.layers
        self.net = self._whole = net
        self.body, self._n_classes = body_of(net, body), head.classes
        self._scale, self.machine = Scale(*scale.get_weights()), head.machine()

    def _features(self, x: Images) -> Any:
        from models._image_by_image import image_by_image
        from models._scoring import outputs

        return outputs(self.body, image_by_image(self.net.prepare, x)).astype(np.float32)
