"""The networks of cuda-convnet: the first fast ones on CIFAR-10."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras

_PIXEL = 127.5  # what one unit of our input stands for


@dataclass
class CudaConvnet(KerasClassifier):
    """Krizhevsky's two example networks for CIFAR-10, named by the test error they reached.

    "18pct" has three convolutions and little else: 89,578 parameters at 32x32x3 and 10 classes.
    "11pct" has two, and then two locally connected layers: 1,901,386 parameters, 94.36 % of them
    in locally and fully connected layers, as in DeepFace at a sixtieth of its size. Both pool
    overlapping windows, of which the last may hang over the edge.

    We differ in this. Pixels are divided by 127.5, because today's initial weights (He) want
    inputs of about 1 and not the 0.0001 of the files; the constants
    of normalisation, which stand for pixels of -128 to 127, are multiplied by 127.5^2 to make up
    for it. Adam with a cosine trains it, not SGD with steps by hand and a weight decay for each
    layer. It sees mirrored images and crops of 32 pixels out of 36, not of 24 out of 32. Drop
    the mirroring where left and right differ, as for digits.

    Args:
        net: "18pct" or "11pct".

    Source: Krizhevsky, cuda-convnet, 2011: layers-18pct.cfg, layers-conv-local-11pct.cfg and
        the parameter files that belong to them.
    """

    paper: ClassVar[str] = "Krizhevsky 2011 (cuda-convnet)"
    tiny: ClassVar[dict[str, object]] = {"image_size": 16, "margin": 2, "epochs": 2}
    space: ClassVar[Space] = {
        "batch_size": (64, 128),
        "learning_rate": Range(3e-4, 0.01, log=True),
        "weight_decay": Range(1e-4, 0.1, log=True),
        "augmentation": ((), ("flip",), ("rotate", "zoom")),
        "margin": (0, 2, 4),
        "net": ("18pct", "11pct"),
    }

    epochs: int = 30
    learning_rate: float = 2e-3
    augmentation: tuple[str, ...] = ("flip",)
    image_size: int = 32
    margin: int = 4
    net: str = "18pct"

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        if self.net not in _BODIES:
            known = ", ".join(_BODIES)
            raise ValueError(f"expected net of {known}, received {self.net!r}")

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the files."""
        from keras import layers

        from models._stack import stack
        from models.layers.mean_image import MeanImage

        return stack(
            shape,
            [
                MeanImage(name="centre"),
                layers.Rescaling(1 / _PIXEL, name="scale"),
                *_BODIES[self.net](),
                layers.Flatten(name="flat"),
                layers.Dense(n_classes, name="fc10", dtype="float32"),
            ],
        )


def _18pct() -> list[keras.layers.Layer]:
    """Convolve, pool and normalise within maps; the first activation comes after its pooling."""
    from keras import layers

    from models.layers.ceil_pooling_2d import CeilPooling2D
    from models.layers.same_map_normalization import SameMapNormalization

    size, scale = 3, 5e-5
    alpha = scale * _PIXEL**2 / size**2
    normalisation: dict[str, Any] = {"size": size, "alpha": alpha, "beta": 0.75}
    return [
        _convolution("conv1", 32, activation=None),
        CeilPooling2D(3, 2, name="pool1"),
        layers.ReLU(name="relu1"),
        SameMapNormalization(**normalisation, name="rnorm1"),
        _convolution("conv2", 32),
        CeilPooling2D(3, 2, "average", name="pool2"),
        SameMapNormalization(**normalisation, name="rnorm2"),
        _convolution("conv3", 64),
        CeilPooling2D(3, 2, "average", name="pool3"),
    ]


def _11pct() -> list[keras.layers.Layer]:
    """Convolve and normalise across maps, and then connect locally."""
    from models.layers.ceil_pooling_2d import CeilPooling2D
    from models.layers.local_response_normalization import LocalResponseNormalization
    from models.layers.locally_connected_2d import LocallyConnected2D

    size, scale = 5, 1e-3
    alpha = scale * _PIXEL**2 / size
    normalisation: dict[str, Any] = {"k": 1.0, "size": size, "alpha": alpha, "beta": 0.75}
    local: dict[str, Any] = {"padding": "same", "activation": "relu"}
    local["kernel_initializer"] = "he_normal"
    return [
        _convolution("conv1", 64),
        LocalResponseNormalization(**normalisation, name="rnorm1"),
        CeilPooling2D(3, 2, name="pool1"),
        _convolution("conv2", 64),
        LocalResponseNormalization(**normalisation, name="rnorm2"),
        CeilPooling2D(3, 2, name="pool2"),
        LocallyConnected2D(32, 3, **local, name="local3"),
        LocallyConnected2D(32, 3, **local, name="local4"),
    ]


def _convolution(name: str, filters: int, activation: str | None = "relu") -> keras.layers.Layer:
    from keras import layers

    return layers.Conv2D(
        filters,
        5,
        padding="same",
        activation=activation,
        kernel_initializer="he_normal",
        name=name,
    )


_BODIES = {"18pct": _18pct, "11pct": _11pct}
