"""An autoencoder and a support vector machine: features learned without labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._at_least import at_least
from models._check_task import check_task
from models._image_by_image import image_by_image
from models._keras import KerasClassifier
from models._range import Range, Space
from models._split import Split

if TYPE_CHECKING:
    import keras

    from models._split import Images


@dataclass
class AutoencoderSVM(KerasClassifier):
    """A network learns to draw its images again through a narrow code; an SVM tells codes apart.

    The code never sees a label: what it keeps of an image is what helps to draw it. Scores are
    margins; the machine's penalty is chosen by the validation split.

    Args:
        hidden: Units of each layer before the code; they are mirrored after it.
        code: Units of the code.

    Paper: Hinton, Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006
        (784-1000-500-250-30). We differ in ReLU in place of logistic units, in training all
        layers at once by Adam, without restricted Boltzmann machines, and in a wider code, as
        it is there to be told apart and not to be looked at.
    """

    paper: ClassVar[str] = "Hinton, Salakhutdinov 2006"
    tiny: ClassVar[dict[str, object]] = {"hidden": (16,), "code": 8, "epochs": 2}
    space: ClassVar[Space] = {
        "epochs": (15, 30, 60),
        "learning_rate": Range(2e-4, 5e-3, log=True),
        "hidden": ((500,), (500, 250), (1000, 500, 250)),
        "code": Range(16, 128, log=True),
    }

    epochs: int = 30
    loss: str = "squared_hinge"
    hidden: tuple[int, ...] = (1000, 500, 250)
    code: int = 64

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, hidden=1, code=1)
        for name, only in (("loss", "squared_hinge"), ("augmentation", ()), ("margin", 0)):
            if getattr(self, name) != only:
                received = getattr(self, name)
                raise ValueError(
                    f"expected no {name} but {only!r}, as images are drawn as they are, "
                    f"received {received!r}"
                )

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build encoder and machine."""
        from keras import layers

        machine = layers.Dense(n_classes, name="svm", dtype="float32")
        return self._stack(shape, [machine])

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Train encoder and decoder on the images alone, then the machine."""
        from models._svm_head import svm_head
        from models._train import train as train_network

        check_task(train.x.shape[1:], n_classes)
        self.phases.clear()
        with self.phases.time("prepare"):
            drawn = [
                Split(each.x, image_by_image(self._pixels, each.x)) for each in (train, validation)
            ]
        self.trained = train_network(self, self._autoencoder, *drawn, seed=seed)
        encoder = self.trained.layers[: -len(self.hidden) - 1]
        self.trained = svm_head(self, encoder, (train, validation), n_classes=n_classes, seed=seed)

    def compile(
        self, network: keras.Model, steps: int, **execution: Any
    ) -> list[keras.callbacks.Callback]:
        """Give the machine its loss, and the autoencoder the squared error of its drawings."""
        callbacks = super().compile(network, steps, **execution)
        if network.layers[-1].name == "drawing":
            network.compile(network.optimizer, "mean_squared_error", **execution)
        return callbacks

    def _autoencoder(self, x: Images) -> keras.Model:
        from keras import layers

        pixels = int(np.prod(x.shape[1:]))
        mirrored = self._dense("decode", self.hidden[::-1])
        return self._stack(
            x.shape[1:], [*mirrored, layers.Dense(pixels, "sigmoid", name="drawing")]
        )

    def _stack(self, shape: tuple[int, ...], after: list[Any]) -> keras.Model:
        from keras import layers

        from models._stack import stack

        encoder = [
            layers.Rescaling(1 / 255, name="scale"),
            layers.Flatten(name="flat"),
            *self._dense("encode", self.hidden),
            layers.Dense(self.code, name="code"),
        ]
        return stack(shape, [*encoder, *after])

    def _dense(self, name: str, units: tuple[int, ...]) -> list[keras.layers.Layer]:
        from keras import layers

        return [
            layers.Dense(each, "relu", name=f"{name}{number}")
            for number, each in enumerate(units, 1)
        ]

    def _pixels(self, x: Images) -> Any:
        """Give the images to be drawn, float32 (n, pixels), 0 to 1."""
        return (self.prepare(x) / np.float32(255)).reshape(len(x), -1)
