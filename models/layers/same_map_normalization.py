"""Response normalisation over a pixel's neighbourhood in its own map."""

from typing import Any

import keras
from keras import ops

from models._cost import LayerCost
from models.layers._inverse_power import inverse_power


@keras.saving.register_keras_serializable(package="depthbench")
class SameMapNormalization(keras.layers.Layer):
    """Divide each activation by the energy around it in the same map.

    b[y, x] = a[y, x] / (1 + alpha * sum of a[v, u]^2)^beta, where (v, u) runs over the square of
    `size` by `size` pixels around (y, x), as far as it is in the image. As in
    `LocalResponseNormalization`, alpha multiplies the sum. (cuda-convnet divides its "scale" by
    the square's size^2 first, at the edge too, so alpha is scale / size^2.)

    Shapes: (n, height, width, channels) in and out. Computed in float32 under mixed precision.

    Args:
        size: Side of the square, an odd number.
        alpha: Weight of the sum of squares.
        beta: Exponent.

    Source: Krizhevsky, cuda-convnet, 2011, layer type "rnorm"; the defaults are those of its
        layers-18pct.cfg and layer-params-18pct.cfg (size 3, scale 0.00005, pow 0.75).
    """

    def __init__(
        self, size: int = 3, alpha: float = 5e-5 / 9, beta: float = 0.75, **options: Any
    ) -> None:
        super().__init__(**options)
        if size % 2 == 0:
            raise ValueError(f"expected an odd size, received {size}")
        self.size, self.alpha, self.beta = size, alpha, beta

    def call(self, inputs: Any) -> Any:
        """Normalise (n, height, width, channels)."""
        x = ops.cast(inputs, "float32")
        reach = self.size // 2
        around = [(0, 0), (reach, reach), (reach, reach), (0, 0)]
        mean = ops.average_pool(
            ops.pad(ops.square(x), around),
            self.size,
            strides=1,
            padding="valid",
            data_format="channels_last",
        )
        divisor = 1 + self.alpha * self.size**2 * mean
        return ops.cast(x * inverse_power(divisor, self.beta), inputs.dtype)

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Keep the shape."""
        return input_shape

    def cost(self) -> LayerCost:
        """Count nothing: normalisation has no parameters to multiply by."""
        return LayerCost(self.name, tuple(self.output.shape[1:]))

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        own = {"size": self.size, "alpha": self.alpha, "beta": self.beta}
        return {**super().get_config(), **own}
