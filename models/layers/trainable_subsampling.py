"""Pooling with a coefficient and a bias to learn for every map."""

from typing import Any

import keras
from keras import ops

from models._cost import LayerCost

_SPREAD = 2.4  # of initial weights, over the fan-in; the paper's appendix A


@keras.saving.register_keras_serializable(package="depthbench")
class TrainableSubsampling(keras.layers.Layer):
    """Sum each window, multiply by the map's coefficient, add the map's bias, and squash.

    out = activation(coefficient * sum of the window + bias). Windows do not overlap; rows and
    columns that fill no window are dropped. Coefficients and biases begin in U[-2.4/F, 2.4/F],
    where F is the number of inputs in a window.

    Shapes: (n, height, width, channels) to (n, height // pool_size, width // pool_size,
    channels).

    Args:
        pool_size: Side of the square window.
        activation: What follows, by Keras' name or as a function.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998, section II.B.
    """

    def __init__(self, pool_size: int = 2, activation: Any = None, **options: Any) -> None:
        super().__init__(**options)
        self.pool_size = pool_size
        self.activation = keras.activations.get(activation)

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create a coefficient and a bias for every map."""
        bound = _SPREAD / self.pool_size**2
        for name in ("coefficient", "bias"):
            initializer = keras.initializers.RandomUniform(-bound, bound)
            weight = self.add_weight(shape=input_shape[-1:], initializer=initializer, name=name)
            setattr(self, name, weight)
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Subsample (n, height, width, channels)."""
        size = self.pool_size
        mean = ops.average_pool(inputs, size, size, data_format="channels_last")  # JAX: both sizes
        scale = ops.cast(self.coefficient * size**2, mean.dtype)
        return self.activation(scale * mean + ops.cast(self.bias, mean.dtype))

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Divide height and width."""
        n, *sides, channels = input_shape
        height, width = (side and side // self.pool_size for side in sides)
        return (n, height, width, channels)

    def cost(self) -> LayerCost:
        """Count every input of a window and the bias as connections, as the paper does.

        The inputs share one coefficient and are summed first, so that is one MAC an output.
        """
        output = tuple(self.output.shape[1:])
        outputs = output[0] * output[1] * output[2]
        return LayerCost(
            self.name,
            output,
            learned=2 * output[2],
            connections=outputs * (self.pool_size**2 + 1),
            macs=outputs,
            activations=outputs,
        )

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        activation = keras.activations.serialize(self.activation)
        return {**super().get_config(), "pool_size": self.pool_size, "activation": activation}
