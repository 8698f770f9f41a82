"""LeNet-5 as its paper describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models._keras import KerasClassifier
from models._range import Range, Space

if TYPE_CHECKING:
    import keras

_SPREAD = 2.4  # of initial weights, over the fan-in

# Which maps of S2 each of the 16 maps of C3 sees: the paper's table I.
_C3 = (
    *((0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5), (0, 4, 5), (0, 1, 5)),
    *((0, 1, 2, 3), (1, 2, 3, 4), (2, 3, 4, 5), (0, 3, 4, 5), (0, 1, 4, 5), (0, 1, 2, 5)),
    *((0, 1, 3, 4), (1, 2, 4, 5), (0, 2, 3, 5)),
    (0, 1, 2, 3, 4, 5),
)


@dataclass
class LeNet5(KerasClassifier):
    """LeNet-5 of 1998: 60,000 learned parameters, 340,908 connections at 32x32x1 and 10 classes.

    Subsampling is trained, C3 sees chosen maps, units squash by 1.7159 tanh(2/3 a), and the
    output measures distances to bitmaps of the digits, trained by the paper's criterion with a
    class for rubbish. (About 345,000 connections are quoted too: that counts 156,000 for C3,
    where its 1,516 parameters at 10x10 places make 151,600.)

    We differ in this. Adam trains it on batches, its rate annealed, because the paper's
    stochastic diagonal Levenberg-Marquardt, an image a step for 20 passes, is not to be had in
    Keras and would take long. The bitmaps are drawn by us; classes after the tenth have random
    codes, and classes that are not digits take the digits' in order. The criterion's constant
    j, which the paper leaves open, is 1: with a large one, whose pull ends once the other codes
    are farther than the right one, digits were told apart less well. Biases and coefficients
    begin at random as weights do, and fan-ins do not count the bias. Of colour images C1 sees all
    channels; the paper's are grey.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998.
    """

    paper: ClassVar[str] = "LeCun, Bottou, Bengio, Haffner 1998"
    least: ClassVar[tuple[int, str]] = (32, "C5")
    tiny: ClassVar[dict[str, object]] = {"epochs": 2}
    space: ClassVar[Space] = {
        "epochs": (10, 20, 30),
        "batch_size": (16, 32, 64),
        "learning_rate": Range(5e-4, 5e-3, log=True),
        "augmentation": ((), ("shift",), ("rotate", "zoom")),
    }

    epochs: int = 20
    batch_size: int = 32
    learning_rate: float = 2e-3
    loss: str = "rubbish_class_loss"
    image_size: int = 32

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build the network, its layers named as in the paper."""
        from keras import layers

        from models._stack import stack
        from models.layers._digit_codes import digit_codes
        from models.layers.partial_conv2d import PartialConv2D
        from models.layers.rbf_output import RBFOutput
        from models.layers.scaled_tanh import scaled_tanh
        from models.layers.trainable_subsampling import TrainableSubsampling

        squash: dict[str, Any] = {"activation": scaled_tanh}
        height, width = (((size - 4) // 2 - 4) // 2 - 4 for size in shape[:2])  # of C5's maps
        return stack(
            shape,
            [
                layers.Rescaling(1.275 / 255, offset=-0.1, name="scale"),  # ink to 1.175
                layers.Conv2D(6, 5, name="C1", **squash, **_begin(25 * shape[2])),
                TrainableSubsampling(name="S2", **squash),
                PartialConv2D(5, _C3, name="C3", **squash),
                TrainableSubsampling(name="S4", **squash),
                layers.Conv2D(120, 5, name="C5", **squash, **_begin(25 * len(_C3))),
                layers.Flatten(name="flat"),
                layers.Dense(84, name="F6", **squash, **_begin(120 * height * width)),
                RBFOutput(digit_codes(n_classes), name="output"),
            ],
        )


def _begin(fan_in: int) -> dict[str, Any]:
    """Draw weights and biases from U[-2.4/F, 2.4/F], where F is a unit's number of inputs."""
    from keras.initializers import RandomUniform

    bound = _SPREAD / max(1, fan_in)  # images too small are refused when the layers are stacked
    return {
        "kernel_initializer": RandomUniform(-bound, bound),
        "bias_initializer": RandomUniform(-bound, bound),
    }
