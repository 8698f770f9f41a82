"""Any network, trained by plain `keras.Model.fit`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._check_task import check_task
from models._determinism import make_deterministic
from models._image_by_image import image_by_image
from models._keras import KerasClassifier
from models.peers._peer import Peer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models._split import Split


@dataclass
class ModelFit(Peer):
    """Keras feeds the arrays, and the backend has its own threads.

    Weights begin as the network's; the order of the images is Keras'.

    Args:
        network: `lenet`, or another network whose images go in as they come, with the settings
            wanted.
        xla: Whether TensorFlow is to compile steps by XLA, which is what Keras does unless it is
            told otherwise, and slower on a processor. JAX always does, PyTorch never.
    """

    tiny: ClassVar[dict[str, object]] = {"network": "lenet(epochs=2)"}

    network: str = "lenet"
    xla: bool = False

    def __post_init__(self) -> None:
        """Refuse recipes that it does not know, and what does more than to train a network."""
        super().__post_init__()
        if type(self.net).fit is not KerasClassifier.fit:
            raise ValueError(f"expected a network and no more, received {self.network!r}")

    def known(self) -> Mapping[str, tuple[object, ...]]:
        """Know no crops and no augmentation."""
        return {**super().known(), "margin": (0,), "augmentation": ((),)}

    def start(self) -> None:
        """Import Keras; make it repeat itself to the bit where that was asked."""
        import keras

        if os.environ.get("DEPTHBENCH_DETERMINISTIC"):
            make_deterministic(self.backend)
        keras.utils.set_random_seed(0)

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Build the network anew and let Keras train it."""
        import keras

        from models._epoch_clock import EpochClock
        from models._train import on_epochs

        check_task(train.x.shape[1:], n_classes)
        net = self.net
        self.phases.clear()
        keras.utils.clear_session()
        keras.utils.set_random_seed(seed)
        with self.phases.time("prepare"):
            x, watched = (
                np.asarray(image_by_image(net.prepare, each.x)) for each in (train, validation)
            )
        with self.phases.time("build"):
            net.trained = net.build(x, n_classes)
            steps = net.epochs * -(-len(x) // net.batch_size)
            callbacks = net.compile(net.trained, steps, **self._execution())
        clock = EpochClock(spent=sum(self.phases.values()))
        net.trained.fit(
            x,
            train.y,
            batch_size=net.batch_size,
            epochs=net.epochs,
            validation_data=(watched, validation.y),
            callbacks=[on_epochs(clock), *callbacks],
            verbose=0,
        )
        self.history = clock.history
        self.phases.update(clock.phases())

    def _execution(self) -> dict[str, Any]:
        return {"jit_compile": self.backend == "jax" or (self.xla and self.backend != "torch")}
