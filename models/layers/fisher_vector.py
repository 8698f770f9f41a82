"""The improved Fisher vector as a layer, whose words can be learned."""

from dataclasses import replace
from typing import Any

import keras
from keras import ops

from models._cost import LayerCost
from models._fisher import FisherVectors, Gaussians, fisher_cost


@keras.saving.register_keras_serializable(package="depthbench")
class FisherVector(keras.layers.Layer):
    """Encode an image's descriptors, as `models.encodings.fisher_vector` does.

    Weights: a projection of descriptors, and the logarithms of a mixture's weights, its means and
    the logarithms of its deviations; `take` sets them to what was fitted. Where points are is a
    weight that is never trained. With `trainable=False` nothing is.

    Shapes: (n, points, numbers) to (n, words * 2 * (dimensions + 2)), of unit length. Computed in
    float32 under mixed precision.

    Args:
        words: Gaussians.
        dimensions: What descriptors are projected to.

    Paper: Perronnin, Sanchez, Mensink, "Improving the Fisher kernel for large-scale image
        classification", 2010. With learned words: Sydorov, Sakurada, Lampert, "Deep Fisher
        kernels", 2014.
    """

    def __init__(self, words: int = 64, dimensions: int = 64, **options: Any) -> None:
        super().__init__(**options)
        self.words, self.dimensions = words, dimensions

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create the words, spread at random until `take` is called."""
        points, numbers = input_shape[1:]
        wide = (self.words, self.dimensions + 2)
        self._points, self._numbers = points, numbers
        self._gaussians = Gaussians(
            mean=self._weight("mean", (numbers,)),
            projection=self._weight("projection", (numbers, self.dimensions), "orthogonal"),
            log_weights=self._weight("log_weights", (self.words,)),
            means=self._weight("means", wide, "random_normal"),
            log_deviations=self._weight("log_deviations", wide),
        )
        self._positions = self.add_weight(
            shape=(points, 2),
            initializer="zeros",
            trainable=False,
            name="positions",
            dtype="float32",
            autocast=False,
        )
        self.built = True

    def take(self, gaussians: Gaussians, positions: Any) -> None:
        """Set the words, and where points are: float32 (points, 2), 0 to 1."""
        for weight, fitted in zip(self._gaussians, gaussians, strict=True):
            weight.assign(fitted)
        self._positions.assign(positions)

    def gaussians(self) -> Gaussians:
        """Give the words, as arrays."""
        return Gaussians(*map(ops.convert_to_numpy, self._gaussians))

    def call(self, inputs: Any) -> Any:
        """Encode (n, points, numbers)."""
        gaussians = Gaussians(*map(ops.convert_to_tensor, self._gaussians))  # no plain variables
        encode = _Softmax(ops, gaussians, ops.convert_to_tensor(self._positions))
        return ops.cast(encode(ops.cast(inputs, "float32")), self.compute_dtype)

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Count the numbers of all words."""
        return (input_shape[0], self.words * 2 * (self.dimensions + 2))

    def cost(self) -> LayerCost:
        """Count as for the mixture that was fitted."""
        cost = fisher_cost(self._points, self._numbers, self.dimensions, self.words)
        if self.trainable:
            cost = replace(cost, learned=cost.fitted, fitted=0)
        return replace(cost, name=self.name)

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        return {**super().get_config(), "words": self.words, "dimensions": self.dimensions}

    def _weight(self, name: str, shape: tuple[int, ...], initializer: str = "zeros") -> Any:
        return self.add_weight(
            shape=shape, initializer=initializer, name=name, dtype="float32", autocast=False
        )


class _Softmax(FisherVectors):
    """Posteriors by the backend's own softmax, which goes through memory less often.

    Backends flush numbers too small to compute with fast; nothing has to be cut off for that.
    """

    def _posteriors(self, powers: Any) -> Any:
        words, numbers = self._kernel.shape
        logits = ops.matmul(ops.reshape(powers, (-1, numbers)), ops.transpose(self._kernel))
        shares = ops.reshape(ops.softmax(logits), (-1, powers.shape[1], words))
        return ops.transpose(shares, (0, 2, 1))
