"""AlexNet: the network that won ILSVRC-2012, at any width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._fit_to import fit_to
from models._keras import KerasClassifier

if TYPE_CHECKING:
    import keras

    from models._split import Images

_SMALLEST = 67  # 67 -> 15 -> 7 -> 3 -> 1 pixels after the convolution and the three poolings

_INITIALIZERS = ("normal", "he_normal")


@dataclass
class AlexNet(KerasClassifier):
    """Five convolutions, three overlapping poolings, three fully connected layers.

    `AlexNet()` is the network of the paper: 60,965,224 parameters and 724,406,816 MACs at
    227x227x3 and 1,000 classes. We differ in this: the input is 227 pixels wide (the paper's 224
    does not divide), normalisation sees all 96 and 256 maps and not one tower's, pixels are
    scaled to -1 to 1 instead of losing the mean image, and images are neither cropped at random
    nor flipped nor recoloured.

    Args:
        width: Multiplies every layer's width but the last.
        image_size: Side in pixels that images are brought to; 67 at the least.
        groups: Towers, 2 in the paper (one a GPU); 1 joins them.
        initializer: How weights begin: "normal" is the paper's N(0, 0.01^2), whose signal dies
            out in a narrowed network; "he_normal" keeps it alive at any width.
        bias: Initial bias of conv2, conv4, conv5, fc6 and fc7: 1 in the paper; where that
            does not train, 0.1.
        dropout: Share of units left out in fc6 and fc7.
        momentum: Of stochastic gradient descent.
        weight_decay: L2 pull on all weights, inside the momentum as in the paper.
        patience: Epochs without a better validation loss before the rate is divided by ten.

    Paper: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
        networks", 2012.
    """

    paper: ClassVar[str] = "Krizhevsky, Sutskever, Hinton 2012"
    tiny: ClassVar[dict[str, object]] = {"width": 0.0625, "image_size": 67, "epochs": 2}

    epochs: int = 90
    learning_rate: float = 0.01
    width: float = 1.0
    image_size: int = 227
    groups: int = 2
    initializer: str = "normal"
    bias: float = 1.0
    dropout: float = 0.5
    momentum: float = 0.9
    weight_decay: float = 5e-4
    patience: int = 5

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, image_size=_SMALLEST, width=0, groups=1, dropout=0, patience=0)
        if self.initializer not in _INITIALIZERS:
            known = ", ".join(_INITIALIZERS)
            raise ValueError(f"expected initializer of {known}, received {self.initializer!r}")

    def prepare(self, x: Images) -> Images:
        """Bring images to `image_size`."""
        return fit_to(x, self.image_size)

    def optimizer(self, steps: int) -> keras.optimizers.Optimizer:
        """Choose stochastic gradient descent with momentum; the weight decay is in the layers."""
        import keras

        del steps
        return keras.optimizers.SGD(self.learning_rate, momentum=self.momentum)

    def callbacks(self) -> list[keras.callbacks.Callback]:
        """Divide the learning rate by ten on a plateau."""
        import keras

        return [keras.callbacks.ReduceLROnPlateau(factor=0.1, patience=self.patience)]

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import Input, Sequential, layers

        from models.layers.local_response_normalization import LocalResponseNormalization

        return Sequential(
            [
                Input(shape, dtype="uint8"),
                layers.Rescaling(1 / 127.5, offset=-1, name="scale"),
                self._convolution("conv1", 96, 11, strides=4, padding="valid"),
                LocalResponseNormalization(name="norm1"),
                layers.MaxPooling2D(3, 2, name="pool1"),
                self._convolution("conv2", 256, 5, groups=self.groups, bias=self.bias),
                LocalResponseNormalization(name="norm2"),
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
                layers.Dense(n_classes, name="fc8", dtype="float32", **self._weights(0.0)),
            ]
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

    def _weights(self, bias: float) -> dict[str, Any]:
        """Say how weights begin and what holds them back."""
        from keras import initializers, regularizers

        normal = initializers.RandomNormal(stddev=0.01)
        kernel = normal if self.initializer == "normal" else self.initializer
        decay = regularizers.L2(self.weight_decay / 2)  # whose gradient is weight_decay * w
        return {
            "kernel_initializer": kernel,
            "bias_initializer": initializers.Constant(bias),
            "kernel_regularizer": decay,
            "bias_regularizer": decay,
        }
