"""The adapter from a trained network under another classifier to the contract."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._around_network import AroundNetwork
from models._base import Classifier, Family
from models._cost import Cost, LayerCost
from models._scale import Scale
from models._without_accuracy import without_accuracy

if TYPE_CHECKING:
    import keras

    from models._split import Images, Scores, Split


@dataclass
class HeadOnBody(AroundNetwork, Classifier):
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

    @abstractmethod
    def head(self, seed: int) -> Any:
        """Build the unfitted classifier: `fit_validated`, `predict_proba` and `classes_`."""

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

        self.net, self._n_classes = sibling(self.network), n_classes
        self.net.fit(train, validation, n_classes=n_classes, seed=seed)
        self.phases.clear()
        self.phases.update(self.net.phases)
        self.history = without_accuracy(self.net.history)
        with self.phases.time("features"):
            self.body = body_of(self.net, self.net.trained.layers[:-1])
            seen, watched = self._features(train.x), self._features(validation.x)
            self._scale = Scale(seen)
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

    def _features(self, x: Images) -> Any:
        from models._image_by_image import image_by_image
        from models._scoring import outputs

        return outputs(self.body, image_by_image(self.net.prepare, x)).astype(np.float32)
