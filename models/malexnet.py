"""mAlexNet: an AlexNet for parking spaces, small enough for a camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras


@dataclass
class MAlexNet(KerasClassifier):
    """Three convolutions with overlapping poolings, 48 hidden units, no dropout.

    42,460 learned parameters at 224x224x3 and 2 classes, as Caffe counts: its pooling windows may
    hang over the edge. (Keras' own pooling would leave 32,380.) After the first two convolutions
    come pooling, normalisation and ReLU, in this order; normalisation has the constants of
    Caffe's AlexNet. It is trained on crops of 224 out of 256 pixels. The least image is 103
    pixels wide.

    We differ in this: the learning rate falls along a cosine and not in steps, biases begin at 0
    and not at 1, so that no class is favoured, and images are mirrored and cropped as in the
    authors' later code, from which learning rate, batch size and epochs are taken. (That code
    has no normalisation any more.)

    Paper: Amato, Carrara, Falchi, Gennaro, Vairo, "Car parking occupancy detection using smart
        camera networks and deep learning", 2016, table I.
    """

    paper: ClassVar[str] = "Amato, Carrara, Falchi, Gennaro, Vairo 2016"
    least: ClassVar[tuple[int, str]] = (103, "pool3")
    tiny: ClassVar[dict[str, object]] = {"image_size": 103, "margin": 8, "epochs": 2}
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

        xavier: dict[str, Any] = {"kernel_initializer": "lecun_uniform"}  # as Caffe means the name
        return stack(
            shape,
            [
                layers.Rescaling(1 / 256, name="scale"),
                layers.Conv2D(16, 11, 4, name="conv1", **xavier),
                *_reduction(1, normalised=True),
                layers.Conv2D(20, 5, name="conv2", **xavier),
                *_reduction(2, normalised=True),
                layers.Conv2D(30, 3, name="conv3", **xavier),
                *_reduction(3, normalised=False),
                layers.Flatten(name="flat"),
                layers.Dense(48, activation="relu", name="fc4", **xavier),
                layers.Dense(n_classes, name="fc5", dtype="float32", **xavier),
            ],
        )


def _reduction(number: int, *, normalised: bool) -> list[keras.layers.Layer]:
    """Make what follows a convolution."""
    from keras import layers

    from models.layers.ceil_pooling_2d import CeilPooling2D
    from models.layers.local_response_normalization import LocalResponseNormalization

    pooling = CeilPooling2D(3, 2, name=f"pool{number}")
    relu = layers.ReLU(name=f"relu{number}")
    if not normalised:
        return [pooling, relu]
    constants: dict[str, Any] = {"k": 1.0, "size": 5, "alpha": 1e-4 / 5, "beta": 0.75}
    return [pooling, LocalResponseNormalization(**constants, name=f"norm{number}"), relu]
