"""DeepFace: locally connected layers for images in which everything has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier

if TYPE_CHECKING:
    import keras

_KERNELS = 5


@dataclass
class DeepFace(KerasClassifier):
    """Two convolutions with a pooling between, three locally connected layers, two full ones.

    `DeepFace()` is the network of the paper: 118,923,774 learned parameters at 152x152x3 and
    4,030 people, 99.96 % of them in the locally and fully connected layers. (The paper says
    "more than 120 million" and "more than 95 %"; the sizes that it prints give this. Its text
    has C3 see 16 maps; C1 gives 32.) Counting or building it takes half a gigabyte, and
    for a moment up to two.

    For small images, shrink the windows, and the maps with them: `deepface(kernels=(5, 3, 3, 3,
    3), image_size=32, width=0.5)`.

    We differ in this. Faces are taken as they come: bring your own alignment, without which
    local weights make little sense. Weights begin as He's, which serve any width, on pixels of -1
    to 1, and biases at 0 where the paper has 0.5; only F8 begins with the paper's N(0, 0.01^2). A
    plateau is told by a rule and not by hand.

    Args:
        width: Multiplies the maps and units of every layer but the last.
        kernels: Sides of the windows of C1, C3, L4, L5 and L6.
        dropout: Share of units left out in F7.

    Paper: Taigman, Yang, Ranzato, Wolf, "DeepFace: closing the gap to human-level performance in
        face verification", 2014.
    """

    paper: ClassVar[str] = "Taigman, Yang, Ranzato, Wolf 2014"
    tiny: ClassVar[dict[str, object]] = {
        "width": 0.5,
        "kernels": (3, 3, 3, 3, 3),
        "image_size": 28,
        "epochs": 2,
    }

    epochs: int = 15
    optimizer: str = "sgd"
    learning_rate: float = 0.01
    schedule: str = "plateau"
    image_size: int = 152
    width: float = 1.0
    kernels: tuple[int, ...] = (11, 9, 9, 7, 5)
    dropout: float = 0.5

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, width=0, kernels=1, dropout=0)
        if len(self.kernels) != _KERNELS:
            raise ValueError(f"expected kernels of {_KERNELS} layers, received {self.kernels}")

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import initializers, layers

        from models._stack import stack
        from models.layers.ceil_pooling_2d import CeilPooling2D
        from models.layers.locally_connected_2d import LocallyConnected2D

        c1, c3, l4, l5, l6 = self.kernels
        relu: dict[str, Any] = {"activation": "relu", "kernel_initializer": "he_normal"}
        small = initializers.RandomNormal(stddev=0.01)
        return stack(
            shape,
            [
                layers.Rescaling(1 / 127.5, offset=-1, name="scale"),
                layers.Conv2D(self._scaled(32), c1, name="C1", **relu),
                CeilPooling2D(3, 2, name="M2"),
                layers.Conv2D(self._scaled(16), c3, name="C3", **relu),
                LocallyConnected2D(self._scaled(16), l4, name="L4", **relu),
                LocallyConnected2D(self._scaled(16), l5, 2, name="L5", **relu),
                LocallyConnected2D(self._scaled(16), l6, name="L6", **relu),
                layers.Flatten(name="flat"),
                layers.Dense(self._scaled(4096), name="F7", **relu),
                layers.Dropout(self.dropout, name="drop7"),
                layers.Dense(n_classes, name="F8", dtype="float32", kernel_initializer=small),
            ],
        )

    def _scaled(self, units: int) -> int:
        return max(1, round(units * self.width))
