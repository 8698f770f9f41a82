"""Take the training images' mean off."""

from typing import Any

import keras
from keras import ops

from models._cost import LayerCost


@keras.saving.register_keras_serializable(package="depthbench")
class MeanImage(keras.layers.Layer):
    """Subtract the mean of the training images, pixel by pixel and channel by channel.

    Shapes: (n, height, width, channels) in, uint8 or floating; the same out, floating, centred
    on nought. The mean is a weight that is not trained; `adapt` sets it.
    """

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Make room for the mean; it is nought until `adapt` is called."""
        self.mean = self.add_weight(
            shape=tuple(input_shape[1:]), initializer="zeros", trainable=False, name="mean"
        )

    def adapt(self, x: Any) -> None:
        """Take the mean of images, uint8 (n, height, width, channels), or of several arrays."""
        total, images = 0.0, 0
        for block in [x] if hasattr(x, "shape") else x:
            total += block.sum(axis=0, dtype="float64")  # exact, whichever the blocks
            images += len(block)
        self.mean.assign(total / images)

    def call(self, inputs: Any) -> Any:
        """Subtract from (n, height, width, channels)."""
        return ops.cast(inputs, self.compute_dtype) - self.mean

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Keep the shape."""
        return input_shape

    def cost(self) -> LayerCost:
        """Count the mean as fitted."""
        return LayerCost(self.name, tuple(self.output.shape[1:]), fitted=self.count_params())
