"""A small network that can be looked into: its last maps are averaged, and that is classified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier

if TYPE_CHECKING:
    import keras


@dataclass
class GAPNet(KerasClassifier):
    """Convolutions of 3x3, global average pooling, one linear layer.

    Nothing stands between the last maps and the classes but an average, so a class activation
    map says exactly what each place adds to a class. It is the paper's surgery on a small network
    from the start: no fully connected layers, a last convolution in their place. With the default,
    93,546 parameters for grey images and 10 classes.

    We differ in the body, which is for small images and normalises batches.

    Args:
        filters: Maps of each convolution; all but the last two are followed by maximum pooling,
            so that the last maps keep a quarter of the images' sides.

    Paper: Zhou, Khosla, Lapedriza, Oliva, Torralba, "Learning deep features for discriminative
        localization", 2016. Global average pooling: Lin, Chen, Yan, "Network in network", 2014.
    """

    paper: ClassVar[str] = "Zhou, Khosla, Lapedriza, Oliva, Torralba 2016"
    uses_batch_statistics: ClassVar[bool] = True
    tiny: ClassVar[dict[str, object]] = {"filters": (8, 8, 8), "epochs": 2}

    epochs: int = 20
    batch_size: int = 64
    learning_rate: float = 4e-3
    filters: tuple[int, ...] = (32, 64, 64, 64)

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, filters=1)

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network."""
        from keras import layers

        from models._stack import stack

        body: list[keras.layers.Layer] = [layers.Rescaling(1 / 127.5, offset=-1, name="scale")]
        for number, maps in enumerate(self.filters, 1):
            body += [
                layers.Conv2D(maps, 3, padding="same", use_bias=False, name=f"conv{number}"),
                layers.BatchNormalization(momentum=0.9, name=f"norm{number}"),
                layers.ReLU(name=f"relu{number}"),
            ]
            if number <= len(self.filters) - 2:
                body.append(layers.MaxPooling2D(name=f"pool{number}"))
        average = layers.GlobalAveragePooling2D(name="average", dtype="float32")
        output = layers.Dense(n_classes, name="output", dtype="float32")
        return stack(shape, [*body, average, output])
