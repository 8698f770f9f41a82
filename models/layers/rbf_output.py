"""Output units that measure how far an input is from each class's code."""

from typing import Any

import keras
import numpy as np
from keras import ops

from models._cost import LayerCost


@keras.saving.register_keras_serializable(package="depthbench")
class RBFOutput(keras.layers.Layer):
    """Give the negative squared Euclidean distance to the code of each class.

    The paper's unit gives the distance, y_i = sum_j (x_j - w_ij)^2, a penalty; this layer gives
    z_i = -y_i, so that larger is likelier. If codes had noise of variance 1/2 about them, z would
    be their log-likelihoods but for a constant, and softmax of z the probabilities. Codes are
    fixed: a weight that is not trained.

    Shapes: (n, units) to float32 (n, classes), also under mixed precision.

    Args:
        codes: Numbers (classes, units), one row a class.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998, section II.B, equation 7.
    """

    def __init__(self, codes: Any, **options: Any) -> None:
        super().__init__(**options)
        self._rows = np.array(codes, np.float32)  # a weight only once the layer is built
        if self._rows.ndim != 2:  # noqa: PLR2004 - rows and columns
            raise ValueError(f"expected codes of two dimensions, received {self._rows.shape}")

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Store the codes as a weight that is not trained."""
        if input_shape[-1] != self._rows.shape[1]:
            raise ValueError(
                f"expected as many inputs as a code has units, {self._rows.shape[1]}, "
                f"received {input_shape[-1]}"
            )
        self.codes = self.add_weight(
            shape=self._rows.shape,
            initializer=lambda shape, dtype=None: ops.cast(self._rows, dtype),  # noqa: ARG005
            trainable=False,
            autocast=False,
            name="codes",
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Compare (n, units) with each code; differences first, which cancel no digits."""
        x = ops.expand_dims(ops.cast(inputs, "float32"), 1)
        return -ops.sum(ops.square(x - ops.cast(self.codes, "float32")), axis=-1)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Give a number a class."""
        return (input_shape[0], len(self._rows))

    def compute_output_spec(self, inputs: Any) -> keras.KerasTensor:
        """Give float32, whatever comes in."""
        return keras.KerasTensor(self.compute_output_shape(inputs.shape), "float32")

    def cost(self) -> LayerCost:
        """Count the codes as fixed, and a squared difference summed as a MAC."""
        size = self._rows.size
        classes = len(self._rows)
        return LayerCost(
            self.name, (classes,), fixed=size, connections=size, macs=size, activations=classes
        )

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        return {**super().get_config(), "codes": self._rows.tolist()}
