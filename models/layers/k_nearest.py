"""Nearest training images that vote, as a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import keras
import numpy as np
from keras import ops

from models.classifiers._near_votes import near_votes

if TYPE_CHECKING:
    from models.classifiers.k_nearest import KNearest as Voters


@keras.saving.register_keras_serializable(package="depthbench")
class KNearest(keras.layers.Layer):
    """Give each class's share of the votes, as `models.classifiers.k_nearest` does.

    Its weights, which are not trained, are the training images as features, and their labels.

    Shapes: (n, features) to float32 (n, classes), also under mixed precision.

    Args:
        classes: How many there are, with those absent from training.
        images: Training images.
        k: How many vote.
        by_distance: Weight votes by one over the distance.
    """

    def __init__(
        self, classes: int, images: int, k: int, *, by_distance: bool = True, **options: Any
    ) -> None:
        super().__init__(**{"dtype": "float32", **options})
        self.classes, self.images, self.k, self.by_distance = classes, images, k, by_distance

    @classmethod
    def of(cls, machine: Voters, classes: int, **options: Any) -> Self:
        """Make room for fitted voters; once the layer is built, `take` them."""
        images, by_distance = len(machine.places_), machine.by_distance
        return cls(classes, images, machine.k_, by_distance=by_distance, **options)

    def take(self, machine: Voters) -> None:
        """Set the training images."""
        self._x.assign(machine.x_)
        self._labels.assign(machine.classes_[machine.places_])

    def machine(self) -> Voters:
        """Give the voters that do the same."""
        from models.classifiers import k_nearest

        x, labels = map(ops.convert_to_numpy, (self._x, self._labels))
        voters = k_nearest.KNearest((self.k,), by_distance=self.by_distance)
        return voters.fit(x, labels.astype(np.int64))

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create room for the training images."""
        self._x = self._constant("x", (self.images, input_shape[-1]))
        self._labels = self._constant("labels", (self.images,))
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Count the votes for (n, features)."""
        x, seen = ops.cast(inputs, "float32"), ops.convert_to_tensor(self._x)
        lengths = ops.sum(ops.square(seen), axis=1)
        squares = lengths - 2 * ops.matmul(x, ops.transpose(seen))
        near, places = ops.top_k(-squares, min(self.k, self.images))
        squares = ops.sum(ops.square(x), axis=1, keepdims=True) - near
        votes = (
            near_votes(ops, squares, ops.max(lengths)) if self.by_distance else ops.ones_like(near)
        )
        labels = ops.cast(ops.take(ops.convert_to_tensor(self._labels), places), "int32")
        counts = ops.sum(ops.one_hot(labels, self.classes) * ops.expand_dims(votes, -1), axis=1)
        return counts / ops.sum(counts, axis=1, keepdims=True)

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Give a number a class."""
        return (input_shape[0], self.classes)

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        names = ("classes", "images", "k", "by_distance")
        return {**super().get_config(), **{name: getattr(self, name) for name in names}}

    def _constant(self, name: str, shape: tuple[int, ...]) -> Any:
        return self.add_weight(shape=shape, initializer="zeros", trainable=False, name=name)
