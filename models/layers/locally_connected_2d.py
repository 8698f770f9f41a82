"""A layer with the connections of a convolution, but weights of its own at every position."""

from typing import Any

import keras
from keras import ops
from keras.initializers import VarianceScaling

from models._cost import LayerCost


@keras.saving.register_keras_serializable(package="depthbench")
class LocallyConnected2D(keras.layers.Layer):
    """Connect each output to a window of its input by weights that no other output shares.

    out[y, x, f] = activation(bias[y, x, f] + sum over i, j, c of
    in[y * strides + i, x * strides + j, c] * kernel[y, x, (i, j, c), f]).

    Shapes: (n, height, width, channels) to (n, rows, columns, filters); rows and columns are a
    convolution's. The kernel is (rows, columns, kernel_size^2 * channels, filters), the bias
    (rows, columns, filters). An initializer that looks at fan-in or fan-out gets those of one
    unit, as in a convolution; from the kernel's shape Keras would take all positions together,
    and begin with weights far too small.

    Args:
        filters: How many outputs there are at each position.
        kernel_size: Side of the square window.
        strides: Pixels from window to window.
        padding: "valid" keeps windows inside the image, "same" adds zeros around it.
        activation: What follows, by Keras' name or as a function.
        use_bias: Whether there are biases.
        kernel_initializer: How weights begin.
        bias_initializer: How biases begin.

    Paper: Gregor, LeCun, "Emergence of complex-like cells in a temporal product network with
        local receptive fields", 2010; used in cuda-convnet (2011) and DeepFace (2014).
    """

    def __init__(  # noqa: PLR0913 - the settings of keras.layers.Conv2D, in its order
        self,
        filters: int,
        kernel_size: int,
        strides: int = 1,
        padding: str = "valid",
        activation: Any = None,
        *,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        if padding not in ("valid", "same"):
            raise ValueError(f"expected padding of valid, same, received {padding!r}")
        self.filters, self.kernel_size, self.strides = filters, kernel_size, strides
        self.padding, self.use_bias = padding, use_bias
        self.activation = keras.activations.get(activation)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create weights, and biases if wanted, for every position."""
        _, rows, columns, filters = self.compute_output_shape(input_shape)
        size, channels = self.kernel_size, input_shape[-1]
        unit = (size, size, channels, filters)
        self.kernel = self.add_weight(
            shape=(rows, columns, size * size * channels, filters),
            initializer=_of_a_unit(self.kernel_initializer, unit),
            name="kernel",
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                shape=(rows, columns, filters), initializer=self.bias_initializer, name="bias"
            )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Connect (n, height, width, channels)."""
        sums = ops.matmul(self._windows(inputs), self.kernel)  # at each position, all images
        if self.bias is not None:
            sums = sums + ops.expand_dims(self.bias, 2)
        return self.activation(ops.transpose(sums, (2, 0, 1, 3)))

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Count the positions of the window."""
        n, height, width, _ = input_shape
        return (n, self._positions(height), self._positions(width), self.filters)

    def cost(self) -> LayerCost:
        """Count every weight as used once: none is shared."""
        output = tuple(self.output.shape[1:])
        units = output[0] * output[1] * output[2]
        macs = units * self.kernel.shape[2]
        learned = macs + units * self.use_bias
        return LayerCost(
            self.name, output, learned=learned, connections=learned, macs=macs, activations=units
        )

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        names = ("filters", "kernel_size", "strides", "padding", "use_bias")
        own = {name: getattr(self, name) for name in names}
        own["activation"] = keras.activations.serialize(self.activation)
        for name in ("kernel_initializer", "bias_initializer"):
            own[name] = keras.initializers.serialize(getattr(self, name))
        return {**super().get_config(), **own}

    def _positions(self, side: int) -> int:
        if self.padding == "same":
            return -(-side // self.strides)
        return (side - self.kernel_size) // self.strides + 1

    def _windows(self, x: Any) -> Any:
        """Lay out the window of each position as a vector: (rows, columns, n, window).

        Cut along columns, then along rows. `ops.image.extract_patches` gives the same by a
        convolution with an identity of window by window, up to twenty times slower.
        """
        if self.padding == "same":
            x = ops.pad(x, [(0, 0), self._margins(x.shape[1]), self._margins(x.shape[2]), (0, 0)])
        x = ops.transpose(x, (1, 2, 0, 3))
        for axis in (1, 0):
            size = x.shape[axis] - self.kernel_size + 1
            cuts = (slice(i, i + size, self.strides) for i in range(self.kernel_size))
            x = ops.concatenate([x[:, cut] if axis else x[cut] for cut in cuts], axis=-1)
        return x

    def _margins(self, side: int) -> tuple[int, int]:
        """Share out the zeros as Keras does: the odd one goes after."""
        span = (self._positions(side) - 1) * self.strides + self.kernel_size
        missing = max(span - side, 0)
        return missing // 2, missing - missing // 2


def _of_a_unit(initializer: Any, unit: tuple[int, int, int, int]) -> Any:
    """Make an initializer that takes its fans from the window and the filters alone."""
    if not isinstance(initializer, VarianceScaling):
        return initializer
    settings = {name: getattr(initializer, name) for name in ("scale", "mode", "distribution")}
    axes = {"input_axes": [2, 3, 4], "output_axes": [2, 3, 5]}
    by_fans = VarianceScaling(**settings, **axes, seed=initializer.seed)

    def draw(shape: tuple[int, ...], dtype: str | None = None) -> Any:
        return ops.reshape(by_fans((*shape[:2], *unit), dtype), shape)

    return draw
