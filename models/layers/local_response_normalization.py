"""Local response normalisation across channels."""

from typing import Any

import keras
import numpy as np
from keras import ops

from models._cost import LayerCost
from models.layers._inverse_power import inverse_power


@keras.saving.register_keras_serializable(package="depthbench")
class LocalResponseNormalization(keras.layers.Layer):
    """Divide each activation by the energy of its neighbours across channels.

    b_i = a_i / (k + alpha * sum_j a_j^2)^beta, where j runs over the `size` channels around i
    that exist. This is the formula of the paper: alpha multiplies the sum. (PyTorch and Caffe
    multiply the mean, and so need `size` times this alpha for the same network.)

    Shapes: (n, height, width, channels) in and out. Computed in float32 under mixed precision.

    Args:
        k: What keeps the divisor from nought.
        size: How many adjacent channels, an odd number.
        alpha: Weight of the sum of squares.
        beta: Exponent.
        groups: Into how many equal parts the channels fall that do not see each other, as those
            of two towers; adjacent channels of different parts are no neighbours.

    Paper: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
        networks", 2012, section 3.3, whose constants are the defaults.
    """

    def __init__(
        self,
        k: float = 2.0,
        size: int = 5,
        alpha: float = 1e-4,
        beta: float = 0.75,
        groups: int = 1,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        if size % 2 == 0:
            raise ValueError(f"expected an odd size, received {size}")
        self.k, self.size, self.alpha, self.beta = k, size, alpha, beta
        self.groups = groups

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Prepare the band matrix that sums over adjacent channels."""
        channels = np.arange(input_shape[-1])
        if len(channels) % self.groups:
            raise ValueError(
                f"expected channels in {self.groups} equal groups, received {len(channels)}"
            )
        group = channels // (len(channels) // self.groups)
        near = np.abs(channels[:, None] - channels) <= self.size // 2
        self._band = (near & (group[:, None] == group)).astype(np.float32)
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Normalise (n, height, width, channels)."""
        x = ops.cast(inputs, "float32")
        flat = ops.reshape(ops.square(x), (-1, inputs.shape[-1]))  # a batched product is slower
        energy = ops.reshape(ops.matmul(flat, self._band), ops.shape(x))
        return ops.cast(x * inverse_power(self.k + self.alpha * energy, self.beta), inputs.dtype)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Keep the shape."""
        return input_shape

    def cost(self) -> LayerCost:
        """Count nothing: normalisation has no parameters to multiply by."""
        return LayerCost(self.name, tuple(self.output.shape[1:]))

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        own = {"k": self.k, "size": self.size, "alpha": self.alpha, "beta": self.beta}
        return {**super().get_config(), **own, "groups": self.groups}
