"""Training as it is written by hand, without Keras."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from models._check_task import check_task
from models._determinism import make_deterministic
from models._epoch_clock import EpochClock
from models._image_by_image import image_by_image
from models._keras_device import KerasDevice
from models._scoring import outputs
from models._sibling import spelling
from models._skip import Skip
from models._split import Split
from models.peers._peer import Peer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from models._batches import Batches
    from models._device import Device
    from models._split import Images


class Learner(ABC):
    """A network in the hands of a library."""

    @abstractmethod
    def learn(self, batches: Batches) -> float:
        """Learn from an epoch's batches, and give the mean loss when all is computed."""

    @abstractmethod
    def predict_on_batch(self, x: Images) -> NDArray[np.float32]:
        """Give logits (n, n_classes) of prepared images, as a network of Keras does."""


@dataclass
class HandWritten(Peer):
    """A network of this project in another library, with a loop of its own; a subclass says which.

    It sees the same batches.

    Args:
        network: Spec string of the network that it is a peer of.

    Attributes:
        library: "torch" or "jax".
        precisions: That it knows.
    """

    library: ClassVar[str]
    precisions: ClassVar[tuple[str, ...]] = ("float32",)

    network: str = ""

    def __post_init__(self) -> None:
        """Refuse networks and recipes that it does not know."""
        own = type(self).network
        self.network = spelling(self.network)
        if self.network.partition("(")[0] != own.partition("(")[0]:
            raise ValueError(f"expected {own} with settings, received {self.network!r}")
        super().__post_init__()

    @abstractmethod
    def learner(self, x: Images, n_classes: int, steps: int, seed: int) -> Learner:
        """Build the network for prepared images, and its optimizer for so many steps."""

    def start(self) -> None:
        """Import the library; make it repeat itself to the bit where that was asked.

        Raises:
            Skip: If it is not installed.
        """
        try:
            import_module(f"models.peers._{self.library}_learner")
        except ModuleNotFoundError as error:
            raise Skip(f"needs {self.library}: pip install '.[peers]'") from error
        if os.environ.get("DEPTHBENCH_DETERMINISTIC"):
            make_deterministic(self.library)

    def known(self) -> Mapping[str, tuple[object, ...]]:
        """Give the parts of recipes that its loop knows."""
        return {
            **super().known(),
            "optimizer": ("adam", "sgd"),
            "schedule": ("constant", "cosine"),
            "loss": ("cross_entropy",),
            "early_stopping": (0,),
            "precision": ("auto", *self.precisions),
        }

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Train by hand."""
        check_task(train.x.shape[1:], n_classes)
        net: Any = self.net  # `trained` is a learner here
        self.phases.clear()
        with self.phases.time("prepare"):
            larger = Split(image_by_image(net.enlarge, train.x), train.y)
            watched = image_by_image(net.prepare, validation.x)
            batches = net.batches(larger, seed)
        with self.phases.time("build"):
            steps = net.epochs * len(batches)
            prepared = image_by_image(net.prepare, larger.x)
            net.trained = self.learner(prepared, n_classes, steps, seed)
        clock = EpochClock(spent=sum(self.phases.values()))
        for epoch in range(net.epochs):
            clock.begin()
            loss = net.trained.learn(batches)
            batches.on_epoch_end()
            clock.stop()
            right = outputs(net.trained, watched).argmax(axis=1) == validation.y
            clock.go_on()
            clock.end(epoch, {"loss": loss, "val_accuracy": right.mean()})
        self.history = clock.history
        self.phases.update(clock.phases())

    @property
    def number_types(self) -> str:
        """The network's, or what suits the device as far as it is known here."""
        if self.net.precision != "auto":
            return self.net.precision
        known = "mixed_bfloat16" in self.precisions
        return "mixed_bfloat16" if known and self.device.has_bfloat16 else "float32"

    @property
    def backend(self) -> str:
        """The library that it is written for."""
        return self.library

    @property
    def device(self) -> Device:
        """The device that the library computes on."""
        return KerasDevice(self.library)
