"""Multilayer perceptron on pixels: the deep side's own floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras


@dataclass
class MLP(KerasClassifier):
    """Fully connected layers with ReLU and dropout; it does not know that pixels have neighbours.

    Args:
        hidden: Units of each hidden layer.
        dropout: Share of hidden units left out at each step.

    Paper: Simard, Steinkraus, Platt, "Best practices for convolutional neural networks applied
        to visual document analysis", 2003 (800 hidden units, cross-entropy). We differ in ReLU,
        dropout and Adam, which are today's practice.
    """

    paper: ClassVar[str] = "Simard, Steinkraus, Platt 2003"
    tiny: ClassVar[dict[str, object]] = {"hidden": (16,), "epochs": 2}
    space: ClassVar[Space] = {
        "epochs": (8, 15, 30),
        "batch_size": (32, 64, 128),
        "learning_rate": Range(2e-4, 5e-3, log=True),
        "weight_decay": Range(1e-4, 0.1, log=True),
        "hidden": ((256,), (512,), (1024,), (512, 256)),
        "dropout": Range(0.0, 0.5),
    }

    epochs: int = 15
    hidden: tuple[int, ...] = (512, 256)
    dropout: float = 0.2

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, hidden=1, dropout=0)

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network."""
        from keras import Input, Sequential, layers

        network = Sequential([Input(shape, dtype="uint8")])
        network.add(layers.Rescaling(1 / 255, name="scale"))
        network.add(layers.Flatten(name="flat"))
        for number, units in enumerate(self.hidden, 1):
            network.add(layers.Dense(units, activation="relu", name=f"hidden{number}"))
            network.add(layers.Dropout(self.dropout, name=f"drop{number}"))
        network.add(layers.Dense(n_classes, name="output", dtype="float32"))
        return network
