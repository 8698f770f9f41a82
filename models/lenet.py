"""LeNet as it is taught today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras


@dataclass
class LeNet(KerasClassifier):
    """LeNet-5's layer sizes with today's parts: 61,706 parameters at 32x32x1 and 10 classes.

    It differs from the network of the paper: C3 sees all maps of S2 and not a chosen few,
    pooling is maximum pooling without parameters, activations are ReLU, the output is linear
    under softmax cross-entropy and not Euclidean distances to bitmaps, dropout stands before the
    fully connected layers, and Adam trains it.

    Args:
        dropout: Share of units left out before each fully connected layer.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998.
    """

    paper: ClassVar[str] = "LeCun, Bottou, Bengio, Haffner 1998"
    least: ClassVar[tuple[int, str]] = (16, "S4")
    tiny: ClassVar[dict[str, object]] = {"epochs": 2}
    space: ClassVar[Space] = {
        "epochs": (10, 20, 30),
        "batch_size": (32, 64, 128),
        "learning_rate": Range(5e-4, 0.01, log=True),
        "augmentation": ((), ("shift",), ("rotate", "zoom")),
        "dropout": Range(0.0, 0.5),
    }

    epochs: int = 20
    batch_size: int = 64
    learning_rate: float = 4e-3
    image_size: int = 32
    dropout: float = 0.3

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, dropout=0)

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import layers

        from models._stack import stack

        return stack(
            shape,
            [
                layers.Rescaling(1 / 127.5, offset=-1, name="scale"),
                layers.Conv2D(6, 5, activation="relu", name="C1"),
                layers.MaxPooling2D(name="S2"),
                layers.Conv2D(16, 5, activation="relu", name="C3"),
                layers.MaxPooling2D(name="S4"),
                layers.Flatten(name="flat"),
                layers.Dropout(self.dropout, name="drop5"),
                layers.Dense(120, activation="relu", name="C5"),
                layers.Dropout(self.dropout, name="drop6"),
                layers.Dense(84, activation="relu", name="F6"),
                layers.Dropout(self.dropout, name="drop7"),
                layers.Dense(n_classes, name="output", dtype="float32"),
            ],
        )
