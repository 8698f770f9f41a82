"""What every plan is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import keras

from models._scoring import SCORING_BATCH
from models.plans._in_order import InOrder

if TYPE_CHECKING:
    from models._batches import Batches
    from models._device import Device
    from models._epoch_clock import EpochClock
    from models._keras import KerasClassifier
    from models._split import Split


class Plan:
    """A way to carry out training.

    Given the number types, what is learned does not depend on it. A subclass says where it works,
    and in what it differs from Keras' own `fit`, fed batch by batch.

    Attributes:
        backend: Of Keras, with which it works.
        default_on: Where it is taken if none is asked for: "cpu", "gpu", or both.
        execution: What `keras.Model.compile` is told.
        together: Multiply-accumulates of a step up to which networks of several seeds are better
            trained together, as a step of one leaves most of the device idle; 0 where they cannot.
    """

    backend: ClassVar[str]
    default_on: ClassVar[frozenset[str]] = frozenset()
    execution: ClassVar[Mapping[str, Any]] = {}
    together: ClassVar[int] = 0

    def precision(self, device: Device) -> str:
        """Give Keras' policy of number types on a device, for models that name none."""
        return "mixed_bfloat16" if device.has_bfloat16 else "float32"

    def start(self, model: KerasClassifier) -> None:
        """Prepare the backend for a model, before it computes anything."""

    def arrange(self, network: keras.Model) -> keras.Model:
        """Give what is trained in a network's place: of the same weights, if not the network.

        The network itself may from now on be scored in another way; only what is given is
        compiled.
        """
        return network

    def fit(
        self,
        network: keras.Model,
        batches: Batches,
        watched: Split,
        epochs: int,
        callbacks: list[keras.callbacks.Callback],
    ) -> None:
        """Train a network that was arranged, and compiled with `execution`.

        Args:
            network: What to train.
            batches: What it learns from.
            watched: What it is scored on after each epoch, images as it takes them.
            epochs: Passes over the batches, at most.
            callbacks: What watches the epochs.
        """
        self.begin(network, batches)
        # For some backends Keras ends an epoch before the first one.
        first = keras.callbacks.LambdaCallback(on_train_begin=lambda _: batches.rewind())
        network.fit(
            self.feed(batches),
            shuffle=False,  # the batches have their order
            epochs=epochs,
            validation_data=self.watch(watched),
            validation_batch_size=SCORING_BATCH,
            callbacks=[first, *callbacks],
            verbose=0,
        )
        network.train_function = None  # which may hold the training images

    def fit_together(
        self,
        networks: Sequence[keras.Model],
        batches: Sequence[Batches],
        watched: Sequence[Split],
        epochs: int,
        clock: EpochClock,
    ) -> list[list[dict[str, float]]]:
        """Train several networks that differ in nothing but their weights, each as `fit` would.

        Args:
            networks: What to train; the first was compiled with `execution`, without callbacks.
            batches: What each learns from, all of one size.
            watched: What each is scored on after each epoch, all of one size.
            epochs: Passes over the batches.
            clock: Is told when epochs begin and end.

        Returns:
            For each network, what it logs epoch by epoch.
        """
        raise NotImplementedError(f"{type(self).__name__} trains one network at a time")

    def begin(self, network: keras.Model, batches: Batches) -> None:
        """Prepare a compiled network, where there is something to prepare."""

    def feed(self, batches: Batches) -> Any:
        """Give what `keras.Model.fit` reads."""
        return batches

    def watch(self, watched: Split) -> Any:
        """Give what `keras.Model.fit` validates on."""
        return InOrder(watched) if watched.stored else (watched.x, watched.y)
