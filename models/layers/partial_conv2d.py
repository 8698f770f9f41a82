"""Convolution whose output maps each see only chosen input maps."""

from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from models._cost import LayerCost

_SPREAD = 2.4  # of initial weights, over the fan-in; the paper's appendix A


@keras.saving.register_keras_serializable(package="depthbench")
class PartialConv2D(keras.layers.Layer):
    """Convolve at stride 1 without padding; output map f sees the input maps connections[f] only.

    out_f = activation(b_f + sum over c in connections[f] of in_c * k_cf), where * is
    cross-correlation. Only links that exist have weights: the kernel is (rows, columns, links),
    the links in the order of `connections`. It is computed as one dense convolution, with nought
    where there is no link: that costs more than `cost` counts, and less than many small
    convolutions. Weights and biases begin in U[-2.4/F, 2.4/F], where F is the unit's number of
    inputs, rows x columns x maps seen, which differs from output map to output map.

    Shapes: (n, height, width, channels) to (n, height - kernel_size + 1,
    width - kernel_size + 1, len(connections)).

    Args:
        kernel_size: Side of the square kernel.
        connections: For each output map the numbers of the input maps that it sees.
        activation: What follows, by Keras' name or as a function.

    Raises:
        ValueError: If an output map sees nothing, or sees a map twice or one that is not there.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998, section II.B and table I.
    """

    def __init__(
        self,
        kernel_size: int,
        connections: tuple[tuple[int, ...], ...],
        activation: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        for seen in connections:
            if not seen or len(set(seen)) < len(seen):
                raise ValueError(f"expected one or more distinct input maps, received {seen}")
        self.kernel_size = kernel_size
        self.connections = tuple(tuple(seen) for seen in connections)
        self.activation = keras.activations.get(activation)

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create a kernel for every link, and a bias for every output map."""
        channels, maps = input_shape[-1], len(self.connections)
        links = [(c, f) for f, seen in enumerate(self.connections) for c in seen]
        unknown = {c for c, _ in links} - set(range(channels))
        if unknown:
            raise ValueError(f"expected input maps of 0 to {channels - 1}, received {unknown}")
        fan_in = self.kernel_size**2 * np.array([len(seen) for seen in self.connections])
        self._place = np.zeros((len(links), channels * maps), np.float32)
        self._place[np.arange(len(links)), [c * maps + f for c, f in links]] = 1
        self.kernel = self.add_weight(
            shape=(self.kernel_size, self.kernel_size, len(links)),
            initializer=_uniform(_SPREAD / fan_in[[f for _, f in links]]),
            name="kernel",
        )
        self.bias = self.add_weight(
            shape=(maps,), initializer=_uniform(_SPREAD / fan_in), name="bias"
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Convolve (n, height, width, channels)."""
        size, maps = self.kernel_size, len(self.connections)
        links = ops.reshape(self.kernel, (size * size, -1))
        placed = ops.matmul(links, ops.cast(self._place, links.dtype))
        dense = ops.reshape(placed, (size, size, -1, maps))
        sums = ops.conv(inputs, dense, padding="valid", data_format="channels_last")
        return self.activation(sums + ops.cast(self.bias, sums.dtype))

    def kernels(self) -> dict[str, NDArray[np.float32]]:
        """Give the kernels (maps, rows, columns, channels), nought where there is no link."""
        dense = ops.convert_to_numpy(self.kernel) @ self._place
        size, maps = self.kernel_size, len(self.connections)
        return {self.name: dense.reshape(size, size, -1, maps).transpose(3, 0, 1, 2)}

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Lose the border, and give a map for each of `connections`."""
        n, *sides, _ = input_shape
        height, width = (side and side - self.kernel_size + 1 for side in sides)
        return (n, height, width, len(self.connections))

    def cost(self) -> LayerCost:
        """Count the links that exist."""
        output = tuple(self.output.shape[1:])
        positions = output[0] * output[1]
        weights = int(np.prod(self.kernel.shape))
        return LayerCost(
            self.name,
            output,
            learned=weights + output[2],
            connections=positions * (weights + output[2]),
            macs=positions * weights,
            activations=positions * output[2],
        )

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        own = {
            "kernel_size": self.kernel_size,
            "connections": self.connections,
            "activation": keras.activations.serialize(self.activation),
        }
        return {**super().get_config(), **own}


def _uniform(bounds: Any) -> Any:
    """Draw from U[-bound, bound], each element of the last axis with a bound of its own."""

    def draw(shape: tuple[int, ...], dtype: str | None = None) -> Any:
        return keras.initializers.RandomUniform(-1, 1)(shape, dtype) * ops.cast(bounds, dtype)

    return draw
