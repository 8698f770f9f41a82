"""The adapter from a trained network under another classifier to the contract."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._base import Classifier, Family
from models._cost import Cost, LayerCost

if TYPE_CHECKING:
    import keras

    from models._device import Device
    from models._split import Images, Scores, Split


@dataclass
class HeadOnBody(Classifier):
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
        self._net = sibling(self.network)

    def start(self) -> None:
        """Import what `fit` needs."""
        self.head(seed=0)
        self._net.start()

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Train the network, then the head."""
        from models._body_of import body_of
        from models._sibling import sibling

        self._net, self._n_classes = sibling(self.network), n_classes
        self._net.fit(train, validation, n_classes=n_classes, seed=seed)
        self.phases.clear()
        self.phases.update(self._net.phases)
        self.history = [_without_accuracy(epoch) for epoch in self._net.history]
        with self.phases.time("features"):
            self.body = body_of(self._net, self._net.trained.layers[:-1])
            seen, watched = self._features(train.x), self._features(validation.x)
            self._mean, deviation = seen.mean(axis=0), seen.std(axis=0)
            self._deviation = np.where(deviation > 0, deviation, np.float32(1))
        with self.phases.time("head"):
            self.machine = self.head(seed)
            scaled = self._scaled(seen), train.y, self._scaled(watched), validation.y
            self.machine.fit_validated(*scaled)

    def scores(self, x: Images) -> Scores:
        """Give the head's probabilities; a class that was absent from training has 0."""
        scores = np.zeros((len(x), self._n_classes), np.float32)
        scores[:, self.machine.classes_] = self.machine.predict_proba(
            self._scaled(self._features(x))
        )
        return scores

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the network with the scale and the head in the place of its last layer."""
        *body, _ = self._net.cost(shape, n_classes).layers
        features = prod(body[-1].output)
        scale = LayerCost("scale", (features,), fitted=2 * features)
        return Cost((*body, scale, *self.head_cost(features, n_classes)))

    def sanity(self, train: Split, *, n_classes: int, seed: int) -> dict[str, float]:
        """Check the network as it is trained."""
        return self._net.sanity(train, n_classes=n_classes, seed=seed)

    @property
    def number_types(self) -> str:
        """The network's."""
        return self._net.number_types

    @property
    def backend(self) -> str:
        """The network's."""
        return self._net.backend

    @property
    def train_batch(self) -> int:
        """The network's."""
        return self._net.batch_size

    @property
    def device(self) -> Device:
        """The network's."""
        return self._net.device

    def _features(self, x: Images) -> Any:
        from models._image_by_image import image_by_image
        from models._scoring import outputs

        return outputs(self.body, image_by_image(self._net.prepare, x)).astype(np.float32)

    def _scaled(self, features: Any) -> Any:
        return (features - self._mean) / self._deviation


def _without_accuracy(epoch: dict[str, float]) -> dict[str, float]:
    """Leave out what is the network's own head's."""
    return {name: value for name, value in epoch.items() if "accuracy" not in name}
