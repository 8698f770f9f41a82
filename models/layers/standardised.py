"""Features brought to one scale, as they were measured once."""

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="depthbench")
class Standardised(keras.layers.Layer):
    """Give (x - mean) / deviation of each feature; both are weights that are not trained.

    Shapes: (n, features) to float32 (n, features), also under mixed precision.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"dtype": "float32", **options})

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create mean and deviation, which change nothing until they are set."""
        shape = (input_shape[-1],)
        self.mean = self.add_weight(shape=shape, initializer="zeros", trainable=False, name="mean")
        self.deviation = self.add_weight(
            shape=shape, initializer="ones", trainable=False, name="deviation"
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Scale (n, features)."""
        return (ops.cast(inputs, "float32") - self.mean) / self.deviation
