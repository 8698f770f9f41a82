"""The adapter from Keras networks to the contract, on every backend."""

from __future__ import annotations

import os
from abc import abstractmethod
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from models._adapt import adapt
from models._base import Classifier, Family
from models._check_task import check_task
from models._crops import centre_crop
from models._fit_to import fit_to
from models._network_maps import NetworkMaps
from models._network_scores import network_scores
from models._part import part
from models._plan_of import plan_of
from models._policy import policy
from models._recipe import Recipe
from models._sanity import sanity
from models._scoring import softmax

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import keras
    from numpy.typing import NDArray

    from models._cost import Cost
    from models._device import Device
    from models._split import Images, Scores, Split


@dataclass
class KerasClassifier(NetworkMaps, Recipe, Classifier):
    """A network with its recipe; a subclass says which network.

    Keras itself is imported by the first method that needs it: reading settings costs nothing.

    Attributes:
        uses_batch_statistics: Whether a batch is normalised by its own mean.
        trained: The network, once it is fitted or restored.
    """

    family: ClassVar[Family] = "deep"
    uses_batch_statistics: ClassVar[bool] = False
    trained: keras.Model = field(init=False, repr=False, compare=False)

    @abstractmethod
    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the untrained network: uint8 (n, *shape) in, float32 logits (n, n_classes) out."""

    def from_logits(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn logits (n, n_classes) into scores: probabilities, or margins as they are."""
        margins = getattr(part("losses", self.loss), "gives_margins", False)
        return logits if margins else softmax(logits)

    def prepare(self, x: Images) -> Images:
        """Bring images to the size of the network's input, uint8, as they are scored."""
        return centre_crop(self.enlarge(x), self.image_size) if self.margin else self.enlarge(x)

    def enlarge(self, x: Images) -> Images:
        """Bring images to the size that crops are taken from, uint8."""
        return fit_to(x, self.image_size + self.margin) if self.image_size else x

    def build(self, x: Images, n_classes: int) -> keras.Model:
        """Build the network for prepared images; layers that adapt to images see these."""
        with policy(self.number_types):
            network = self.network(x.shape[1:], n_classes)
        adapt(network, x)
        return network

    def start(self) -> None:
        """Import Keras with its backend; make it repeat itself to the bit where that was asked."""
        import keras

        from models._determinism import make_deterministic

        plan_of(self).start(self)
        if os.environ.get("DEPTHBENCH_DETERMINISTIC"):
            make_deterministic(self.backend)
        self.augmentations(np.zeros((1, 2, 2, 1), np.uint8))
        keras.utils.set_random_seed(0)  # which imports TensorFlow, where that is installed

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Build the network anew and train it."""
        from models._train import train as by_recipe

        check_task(train.x.shape[1:], n_classes)
        self.phases.clear()
        build = partial(self.build, n_classes=n_classes)
        self.trained = by_recipe(self, build, train, validation, seed=seed)

    def fits_together(self, shape: tuple[int, int, int], n_classes: int) -> bool:
        """Say whether nothing watches epochs, and a step of one seed leaves the device idle."""
        if type(self).fit is not KerasClassifier.fit or self.watches:
            return False
        macs = self.cost(shape, n_classes).total("macs")
        return macs * self.batch_size <= plan_of(self).together

    def fit_together(
        self, splits: Sequence[tuple[Split, Split]], *, n_classes: int, seeds: Sequence[int]
    ) -> list[Self]:
        """Build a network for each seed and train all as one program."""
        from models._train import train_together

        models = [replace(self) for _ in seeds]
        train_together(models, partial(self.build, n_classes=n_classes), splits, seeds=seeds)
        return models

    def scores(self, x: Images) -> Scores:
        """Give the probability of each class, or what else `from_logits` makes of the logits."""
        return network_scores(self, x)

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the network layer by layer."""
        from models._count import count

        check_task(shape, n_classes)
        prepared = self.prepare(np.zeros((1, *shape), np.uint8))
        return count(self.network(prepared.shape[1:], n_classes))

    def sanity(self, train: Split, *, n_classes: int, seed: int) -> dict[str, float]:
        """Measure the untrained network's loss, and whether it can learn one batch by heart."""
        return sanity(self, train, n_classes=n_classes, seed=seed)

    def save(self, path: Path) -> bool:
        """Write the network to a `.keras` file."""
        from models._weights import save_network

        save_network(self.trained, path)
        return True

    def restore(self, path: Path) -> None:
        """Take up a network that `save` wrote."""
        from models._weights import load_network

        self.trained = load_network(path)
        plan_of(self).arrange(self.trained)

    @property
    def backend(self) -> str:
        """The backend of Keras: "tensorflow", "jax" or "torch"."""
        import keras

        return str(keras.backend.backend())

    @property
    def number_types(self) -> str:
        """The policy that is asked for, or that of the plan."""
        return plan_of(self).precision(self.device) if self.precision == "auto" else self.precision

    @property
    def device(self) -> Device:
        """The device that Keras computes on."""
        from models._keras_device import KerasDevice

        return KerasDevice(self.backend)
