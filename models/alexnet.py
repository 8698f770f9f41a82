"""AlexNet: the network that won ILSVRC-2012, at any width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras

_INITIALIZERS = ("normal", "he_normal")


@dataclass
class AlexNet(KerasClassifier):
    """Five convolutions, three overlapping poolings, three fully connected layers.

    `AlexNet()` is the network of the paper: 60,965,224 learned parameters and 724,406,816 MACs at
    227x227x3 and 1,000 classes. It has two towers, also in the normalisation, as each GPU saw its
    own maps only; the training images' mean is taken off; it is trained on random crops, mirrored
    and tinted, and scored by ten crops. We differ in this: crops are 227 pixels wide (the
    paper's 224 does not divide) out of 256, sides scale separately instead of being cut to a
    square first, and a plateau is told by a rule and not by hand.

    For small images, narrow it and keep the recipe: `alexnet(width=0.5, image_size=67, margin=8,
    initializer='he_normal', bias=0.1)`. Drop the mirroring where left and right differ.

    Args:
        width: Multiplies every layer's width but the last.
        groups: Towers, 2 in the paper (one a GPU); 1 joins them.
        initializer: How weights begin: "normal" is the paper's N(0, 0.01^2), made for pixels of
            -128 to 127, whose signal dies out in a narrowed network; "he_normal" keeps it alive
            at any width and takes pixels of -1 to 1. The last layer is always the paper's.
        bias: Initial bias of conv2, conv4, conv5, fc6 and fc7: 1 in the paper; where that
            does not train, 0.1.
        dropout: Share of units left out in fc6 and fc7.

    Paper: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
        networks", 2012.
    """

    paper: ClassVar[str] = "Krizhevsky, Sutskever, Hinton 2012"
    least: ClassVar[tuple[int, str]] = (67, "pool5")
    tiny: ClassVar[dict[str, object]] = {
        "width": 0.0625,
        "image_size": 67,
        "margin": 8,
        "initializer": "he_normal",
        "bias": 0.1,
        "epochs": 2,
    }
    space: ClassVar[Space] = {
        "batch_size": (32, 64, 128),
        "learning_rate": Range(1e-3, 0.1, log=True),
        "weight_decay": Range(1e-5, 1e-2, log=True),
        "dropout": Range(0.0, 0.6),
    }

    epochs: int = 90
    optimizer: str = "sgd"
    learning_rate: float = 0.01
    schedule: str = "plateau"
    weight_decay: float = 5e-4
    augmentation: tuple[str, ...] = ("flip", "colour")
    image_size: int = 227
    margin: int = 29
    ten_crop: bool = True
    width: float = 1.0
    groups: int = 2
    initializer: str = "normal"
    bias: float = 1.0
    dropout: float = 0.5

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, width=0, groups=1, dropout=0)
        if self.initializer not in _INITIALIZERS:
            known = ", ".join(_INITIALIZERS)
            raise ValueError(f"expected initializer of {known}, received {self.initializer!r}")

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import layers

        from models._stack import stack
        from models.layers.mean_image import MeanImage

        scale = 1.0 if self.initializer == "normal" else 1 / 127.5
        return stack(
            shape,
            [
                MeanImage(name="centre"),
                layers.Rescaling(scale, name="scale"),
                self._convolution("conv1", 96, 11, strides=4, padding="valid"),
                self._normalisation("norm1"),
                layers.MaxPooling2D(3, 2, name="pool1"),
                self._convolution("conv2", 256, 5, groups=self.groups, bias=self.bias),
                self._normalisation("norm2"),
                layers.MaxPooling2D(3, 2, name="pool2"),
                self._convolution("conv3", 384, 3),
                self._convolution("conv4", 384, 3, groups=self.groups, bias=self.bias),
                self._convolution("conv5", 256, 3, groups=self.groups, bias=self.bias),
                layers.MaxPooling2D(3, 2, name="pool5"),
                layers.Flatten(name="flat"),
                self._dense("fc6"),
                layers.Dropout(self.dropout, name="drop6"),
                self._dense("fc7"),
                layers.Dropout(self.dropout, name="drop7"),
                layers.Dense(n_classes, name="fc8", dtype="float32", kernel_initializer=_normal()),
            ],
        )

    def _convolution(
        self, name: str, filters: int, size: int, *, bias: float = 0.0, **options: Any
    ) -> keras.layers.Layer:
        from models.layers.tower_conv2d import TowerConv2D

        options = {"padding": "same", "activation": "relu", **self._weights(bias), **options}
        return TowerConv2D(self._scaled(filters), size, name=name, **options)

    def _dense(self, name: str) -> keras.layers.Layer:
        from keras import layers

        units = self._scaled(4096)
        return layers.Dense(units, activation="relu", name=name, **self._weights(self.bias))

    def _scaled(self, units: int) -> int:
        """Scale a layer's width, kept a multiple of the towers."""
        return max(1, round(units * self.width / self.groups)) * self.groups

    def _normalisation(self, name: str) -> keras.layers.Layer:
        from models.layers.local_response_normalization import LocalResponseNormalization

        return LocalResponseNormalization(groups=self.groups, name=name)

    def _weights(self, bias: float) -> dict[str, Any]:
        """Say how weights begin."""
        from keras import initializers

        kernel = _normal() if self.initializer == "normal" else self.initializer
        return {"kernel_initializer": kernel, "bias_initializer": initializers.Constant(bias)}


def _normal() -> keras.initializers.Initializer:
    from keras import initializers

    return initializers.RandomNormal(stddev=0.01)
