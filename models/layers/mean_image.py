"""Take the training images' mean off."""

from typing import Any

import keras
from keras import ops

from models._cost import LayerCost
from models._image_blocks import image_blocks


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
        """Take the mean of images, uint8 (n, height, width, channels)."""
        # Sums of whole numbers are exact, in whichever blocks.
        total = sum(block.sum(axis=0, dtype="float64") for block in image_blocks(x))
        self.mean.assign(total / len(x))

    def call(self, inputs: Any) -> Any:
        """Subtract from (n, height, width, channels)."""
        return ops.cast(inputs, self.compute_dtype) - self.mean

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Keep the shape."""
        return input_shape

    def cost(self) -> LayerCost:
        """Count the mean as fitted."""
        return LayerCost(self.name, tuple(self.output.shape[1:]), fitted=self.count_params())
