"""The adapter from Keras networks to the contract, on every backend."""

from __future__ import annotations

import os
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from models._at_least import at_least
from models._base import Classifier, Family
from models._cost import Cost
from models._device import Device
from models._split import Images, Scores, Split

if TYPE_CHECKING:
    import keras


@dataclass
class KerasClassifier(Classifier):
    """A network trained by cross-entropy; a subclass says which network.

    Keras itself is imported by the first method that needs it, so that reading a model's
    settings costs nothing.

    Args:
        epochs: Passes over the training images.
        batch_size: Images a step; never shrunk silently.
        learning_rate: Of the first step.
    """

    family: ClassVar[Family] = "deep"

    epochs: int = 20
    batch_size: int = 128
    learning_rate: float = 1e-3

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, epochs=1, batch_size=1, learning_rate=0)

    @abstractmethod
    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the untrained network: uint8 (n, *shape) in, float32 logits (n, n_classes) out."""

    def prepare(self, x: Images) -> Images:
        """Bring images to the size of the network's input, uint8, once before training."""
        return x

    def optimizer(self, steps: int) -> keras.optimizers.Optimizer:
        """Choose what trains the network, over `steps` steps: Adam, annealed by a cosine."""
        import keras

        schedule = keras.optimizers.schedules.CosineDecay(self.learning_rate, steps)
        return keras.optimizers.Adam(schedule)

    def callbacks(self) -> list[keras.callbacks.Callback]:
        """Choose what else watches the training, epoch by epoch."""
        return []

    def start(self) -> None:
        """Import Keras with its backend; make it repeat itself to the bit where that was asked."""
        from models._determinism import make_deterministic

        backend = self.backend
        if os.environ.get("DEPTHBENCH_DETERMINISTIC"):
            make_deterministic(backend)

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Build the network anew and train it."""
        import keras

        from models._epoch_clock import EpochClock

        self.phases.clear()
        keras.utils.clear_session()
        keras.utils.set_random_seed(seed)
        with self.phases.time("prepare"):
            x, x_validation = self.prepare(train.x), self.prepare(validation.x)
        with self.phases.time("build"):
            self._network = self.network(x.shape[1:], n_classes)
            self._compile(steps=self.epochs * -(-len(x) // self.batch_size))
        clock = EpochClock(spent=sum(self.phases.values()))
        self._network.fit(
            x,
            train.y,
            batch_size=self.batch_size,
            epochs=self.epochs,
            validation_data=(x_validation, validation.y),
            validation_batch_size=_SCORING_BATCH,
            callbacks=[clock, *self.callbacks()],
            verbose=0,
        )
        self.history = clock.history
        self.phases.update(clock.phases())

    def scores(self, x: Images) -> Scores:
        """Give the probability of each class, the softmax of the network's logits."""
        logits = self._network.predict(self.prepare(x), batch_size=_SCORING_BATCH, verbose=0)
        return _softmax(np.asarray(logits, np.float64)).astype(np.float32)

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the network layer by layer."""
        from models._count import count

        prepared = self.prepare(np.zeros((1, *shape), np.uint8))
        return count(self.network(prepared.shape[1:], n_classes))

    def sanity(self, train: Split, *, n_classes: int, seed: int) -> dict[str, float]:
        """Measure the untrained network's loss, and whether it can learn one batch by heart."""
        from models._sanity import sanity

        return sanity(self, train, n_classes=n_classes, seed=seed)

    @property
    def precision(self) -> str:
        """The policy by which Keras chooses its number types, as "float32"."""
        import keras

        return str(keras.config.dtype_policy().name)

    @property
    def backend(self) -> str:
        """The backend of Keras: "tensorflow", "jax" or "torch"."""
        import keras

        return str(keras.backend.backend())

    @property
    def device(self) -> Device:
        """The device that Keras computes on."""
        from models._keras_device import KerasDevice

        return KerasDevice(self.backend)

    def _compile(self, steps: int) -> None:
        import keras

        self._network.compile(
            optimizer=self.optimizer(steps),
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=["accuracy"],
            **_EXECUTION[self.backend],
        )


_SCORING_BATCH = 512

# On two CPU cores XLA makes TensorFlow a third slower, and 32 steps a call make it a third faster
# with the same weights bit for bit. PyTorch knows one step a call only.
_EXECUTION: dict[str, dict[str, Any]] = {
    "tensorflow": {"jit_compile": False, "steps_per_execution": 32},
    "jax": {},
    "torch": {"jit_compile": False},
}


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers: NDArray[np.float64] = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares
