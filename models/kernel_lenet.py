"""LeNet whose first kernels are made, drawn, found or learned: should kernels be learned?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._keras import KerasClassifier
from models._part import check_part, part

if TYPE_CHECKING:
    import keras

    from models._split import Images

_SIDE = 5  # of a kernel of C1, in pixels


@dataclass
class KernelLeNet(KerasClassifier):
    """`lenet` with one question left open: where the kernels of C1 come from.

    They begin as Gabor's waves, as random numbers or as centres of the training images' patches,
    always of mean 0 and length 1, and either stay so, bit by bit, or are learned from there with
    all other weights. Networks of one seed are alike in all else: size, first weights of the other
    layers, order of the images, dropout. C1 has no biases, which would be learned where its
    kernels are not.

    Args:
        kernels: A file in `models/kernels`: what the kernels of C1 begin as.
        learned: Whether they are learned from there; if not, they count as fixed.
        filters: Kernels of C1; the paper has 6.
        dropout: Share of units left out before each fully connected layer.

    Papers: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998; Jarrett, Kavukcuoglu, Ranzato, LeCun, "What is the best multi-stage
        architecture for object recognition?", 2009 (the comparison).
    """

    paper: ClassVar[str] = "LeCun, Bottou, Bengio, Haffner 1998; Jarrett et al. 2009"
    least: ClassVar[tuple[int, str]] = (16, "S4")
    tiny: ClassVar[dict[str, object]] = {"kernels": "kmeans", "learned": False, "epochs": 2}

    epochs: int = 20
    batch_size: int = 64
    learning_rate: float = 4e-3
    image_size: int = 32
    kernels: str = "random"
    learned: bool = True
    filters: int = 8
    dropout: float = 0.3

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        super().__post_init__()
        at_least(self, filters=1, dropout=0)
        check_part("kernels", self.kernels)

    def start(self) -> None:
        """Import what makes the kernels."""
        part("kernels", self.kernels)
        super().start()

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import layers

        from models._stack import stack

        first = {"use_bias": False, "trainable": self.learned, "name": "C1"}
        return stack(
            shape,
            [
                layers.Rescaling(1 / 127.5, offset=-1, name="scale"),
                layers.Conv2D(self.filters, _SIDE, activation="relu", **first),
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

    def build(self, x: Images, n_classes: int) -> keras.Model:
        """Build the network and give C1 its first kernels."""
        from keras import ops, random

        network = super().build(x, n_classes)
        seed = int(ops.convert_to_numpy(random.randint((), 0, 2**31 - 1)))  # by that of the fit
        bank = part("kernels", self.kernels)(x, self.filters, _SIDE, seed)
        network.get_layer("C1").set_weights([bank.transpose(1, 2, 3, 0)])
        return network
