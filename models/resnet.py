"""ResNet, from keras-cv."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier
from models._range import Range, Space
from models._skip import Skip

if TYPE_CHECKING:
    import keras

_STEM = 64  # maps that keras-cv's first convolution gives
_MOMENTUM = 0.9  # of running means; after a few hundred steps keras-cv's 0.99 is still far off
_LEAST_BLOCKS = 2  # of a stack; keras-cv builds no fewer


@dataclass
class ResNet(KerasClassifier):
    """The residual network of 18 layers: 11,689,512 parameters at 224x224x3 and 1,000 classes.

    The body is keras-cv's; it runs on every backend, where keras-cv and TensorFlow are installed.
    Small images are enlarged, because the first convolution and pooling shrink them by four: grey
    ones of 28 pixels take 141,628,416 MACs at 64 pixels, and an epoch of 55,000 such images
    between four and five minutes on two cores.

    We differ in this: the learning rate falls along a cosine and not in steps, with a weight
    decay of 5e-4, which suits small data; weights begin as Glorot's, keras-cv's choice, and those
    of the last layer at 0. Drop the mirroring where left and right differ, as for digits.

    Args:
        filters: Maps of each stack; the first has 64, as the first convolution does.
        blocks: Residual blocks of each stack, of two convolutions each; 2 or more.

    Paper: He, Zhang, Ren, Sun, "Deep residual learning for image recognition", 2016.
    """

    paper: ClassVar[str] = "He, Zhang, Ren, Sun 2016"
    uses_batch_statistics: ClassVar[bool] = True
    tiny: ClassVar[dict[str, object]] = {
        "filters": (64,),
        "blocks": (2,),
        "image_size": 16,
        "margin": 2,
        "epochs": 2,
    }
    space: ClassVar[Space] = {
        "batch_size": (32, 64, 128),
        "learning_rate": Range(5e-3, 0.2, log=True),
        "weight_decay": Range(1e-5, 1e-2, log=True),
    }

    epochs: int = 30
    optimizer: str = "sgd"
    learning_rate: float = 0.05
    weight_decay: float = 5e-4
    augmentation: tuple[str, ...] = ("flip",)
    image_size: int = 64
    margin: int = 8
    filters: tuple[int, ...] = (64, 128, 256, 512)
    blocks: tuple[int, ...] = (2, 2, 2, 2)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, filters=1, blocks=_LEAST_BLOCKS)
        if self.filters[0] != _STEM:
            raise ValueError(f"expected filters to begin with {_STEM}, received {self.filters}")
        if len(self.filters) != len(self.blocks):
            raise ValueError(
                f"expected filters and blocks of as many stacks, received {self.filters} "
                f"and {self.blocks}"
            )

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build keras-cv's backbone, average each map, and classify."""
        from keras import Input, Sequential, layers

        return Sequential(
            [
                Input(shape, dtype="uint8"),
                layers.Rescaling(1 / 255, name="scale"),
                self._backbone(shape),
                layers.GlobalAveragePooling2D(name="pool"),
                layers.Dense(n_classes, name="fc", dtype="float32", kernel_initializer="zeros"),
            ]
        )

    def _backbone(self, shape: tuple[int, ...]) -> Any:
        from keras.layers import BatchNormalization

        try:
            from keras_cv.models import ResNetBackbone
        except ImportError as error:
            raise Skip(f"needs keras-cv and TensorFlow installed: {error}") from error
        backbone = ResNetBackbone(
            stackwise_filters=list(self.filters),
            stackwise_blocks=list(self.blocks),
            stackwise_strides=[1] + [2] * (len(self.filters) - 1),
            include_rescaling=False,
            input_shape=shape,
            block_type="basic_block",
        )
        for layer in backbone.layers:
            if isinstance(layer, BatchNormalization):
                layer.momentum = _MOMENTUM
        return backbone
