"""mLeNet: a LeNet for parking spaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras


@dataclass
class MLeNet(KerasClassifier):
    """Two convolutions without activations, large poolings, 100 hidden units.

    58,242 learned parameters at 224x224x3 and 2 classes, as Caffe counts: its pooling windows may
    hang over the edge. (Keras' own pooling would leave 44,242.) It is trained on crops of 224 out
    of 256 pixels. The least image is 91 pixels wide.

    We differ in this: the learning rate falls along a cosine and not in steps, biases begin at 0
    and not at 1, so that no class is favoured, and images are mirrored and cropped as in the
    authors' later code, from which learning rate, batch size and epochs are taken.

    Paper: Amato, Carrara, Falchi, Gennaro, Vairo, "Car parking occupancy detection using smart
        camera networks and deep learning", 2016, table I.
    """

    paper: ClassVar[str] = "Amato, Carrara, Falchi, Gennaro, Vairo 2016"
    least: ClassVar[tuple[int, str]] = (91, "conv2")
    tiny: ClassVar[dict[str, object]] = {"image_size": 91, "margin": 8, "epochs": 2}
    space: ClassVar[Space] = {
        "batch_size": (32, 64, 128),
        "learning_rate": Range(1e-3, 0.1, log=True),
        "weight_decay": Range(1e-5, 1e-2, log=True),
    }

    epochs: int = 18
    batch_size: int = 64
    optimizer: str = "sgd"
    learning_rate: float = 0.01
    weight_decay: float = 5e-4
    augmentation: tuple[str, ...] = ("flip",)
    image_size: int = 224
    margin: int = 32

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import layers

        from models._stack import stack
        from models.layers.ceil_pooling_2d import CeilPooling2D

        xavier: dict[str, Any] = {"kernel_initializer": "lecun_uniform"}  # as Caffe means the name
        return stack(
            shape,
            [
                layers.Rescaling(1 / 256, name="scale"),
                layers.Conv2D(30, 11, 4, name="conv1", **xavier),
                CeilPooling2D(5, name="pool1"),
                layers.Conv2D(20, 5, name="conv2", **xavier),
                CeilPooling2D(2, name="pool2"),
                layers.Flatten(name="flat"),
                layers.Dense(100, activation="relu", name="fc4", **xavier),
                layers.Dense(n_classes, name="fc5", dtype="float32", **xavier),
            ],
        )
