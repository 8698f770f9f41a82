"""Pooling whose last window may hang over the edge."""

from typing import Any

import keras
import numpy as np
from keras import ops

from models._cost import LayerCost

_MODES = ("max", "average")


@keras.saving.register_keras_serializable(package="depthbench")
class CeilPooling2D(keras.layers.Layer):
    """Pool as Caffe and cuda-convnet do: what is over at the edge makes a smaller window.

    rows = ceil((height - pool_size) / strides) + 1, and columns alike, where Keras' pooling
    takes the floor and drops what is over. Outside of the image there is nothing: it takes no
    part in a maximum, not even as a zero, and is not counted in an average.

    Shapes: (n, height, width, channels) to (n, rows, columns, channels).

    Args:
        pool_size: Side of the square window.
        strides: Pixels from window to window, no more than `pool_size`; None for as many.
        mode: "max" or "average".

    Source: Jia et al., "Caffe: convolutional architecture for fast feature embedding", 2014;
        Krizhevsky, cuda-convnet, 2011.
    """

    def __init__(
        self, pool_size: int, strides: int | None = None, mode: str = "max", **options: Any
    ) -> None:
        super().__init__(**options)
        self.pool_size, self.mode = pool_size, mode
        self.strides = strides or pool_size
        if mode not in _MODES:
            raise ValueError(f"expected mode of {', '.join(_MODES)}, received {mode!r}")
        if self.strides > pool_size:
            raise ValueError(f"expected strides of {pool_size} or less, received {strides}")

    def call(self, inputs: Any) -> Any:
        """Pool (n, height, width, channels)."""
        _, height, width, _ = inputs.shape
        margins = [(0, 0), (0, self._beyond(height)), (0, self._beyond(width)), (0, 0)]
        pool = {"pool_size": self.pool_size, "strides": self.strides, "padding": "valid"}
        pool["data_format"] = "channels_last"
        if self.mode == "max":
            nothing = ops.cast(-np.inf, inputs.dtype)
            return ops.max_pool(ops.pad(inputs, margins, constant_values=nothing), **pool)
        mean = ops.average_pool(ops.pad(inputs, margins), **pool)
        return mean * ops.cast(self._correction(height, width), mean.dtype)

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Count the windows, the last ones too."""
        n, height, width, channels = input_shape
        return (n, self._positions(height), self._positions(width), channels)

    def cost(self) -> LayerCost:
        """Count nothing: pooling has no parameters to multiply by."""
        return LayerCost(self.name, tuple(self.output.shape[1:]))

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        own = {"pool_size": self.pool_size, "strides": self.strides, "mode": self.mode}
        return {**super().get_config(), **own}

    def _positions(self, side: int) -> int:
        return -((self.pool_size - side) // self.strides) + 1

    def _beyond(self, side: int) -> int:
        """Say by how many pixels the last window hangs over."""
        return (self._positions(side) - 1) * self.strides + self.pool_size - side

    def _correction(self, height: int, width: int) -> Any:
        """Give what turns a mean over the window into one over the image: (rows, columns, 1)."""
        rows, columns = (self.pool_size / self._inside(side) for side in (height, width))
        return (rows[:, None] * columns)[:, :, None].astype(np.float32)

    def _inside(self, side: int) -> Any:
        """Count the pixels of each window, along one side, that are in the image."""
        starts = np.arange(self._positions(side)) * self.strides
        return np.minimum(starts + self.pool_size, side) - starts
