"""Support vector machines with a Gaussian kernel, as a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import keras
import numpy as np
from keras import ops

from models.classifiers._pair_votes import pair_votes

if TYPE_CHECKING:
    from collections.abc import Sequence

_BELOW_ALL = -1e4  # score of a class that was absent from training


@keras.saving.register_keras_serializable(package="depthbench")
class RBFSVM(keras.layers.Layer):
    """Score features as `models.classifiers.rbf_svm` does, by machines for each two classes.

    The softmax of the scores are the machines' probabilities. A score is votes, which are steps,
    and a part that rises with the sum of a class's margins; so its slope is that of its margins,
    times a number above nought, wherever no vote changes.

    Weights: support vectors, which are not trained, each machine's weights of them, and biases.

    Shapes: (n, features) to float32 (n, classes), also under mixed precision.

    Args:
        classes: How many there are, with those absent from training.
        present: The others, rising.
        vectors: Support vectors.
        gamma: The kernel is exp(-gamma * squared distance).
        scale: What scores are multiplied by.
    """

    def __init__(
        self,
        classes: int,
        present: Sequence[int],
        vectors: int,
        gamma: float = 1.0,
        scale: float = 1.0,
        **options: Any,
    ) -> None:
        super().__init__(**{"dtype": "float32", **options})
        self.classes, self.present, self.vectors = classes, tuple(present), vectors
        self.gamma, self.scale = gamma, scale

    @classmethod
    def of(cls, machine: Any, classes: int, **options: Any) -> Self:
        """Make room for a fitted machine; once the layer is built, `take` it."""
        present, vectors = machine.classes_.tolist(), len(machine.machines_.vectors)
        numbers = float(machine.gamma_), float(machine.scale_)
        return cls(classes, present, vectors, *numbers, **options)

    def take(self, machine: Any) -> None:
        """Set the weights."""
        machines = machine.machines_
        for name, weight in self._parts.items():
            weight.assign(getattr(machines, name))

    def machine(self) -> Any:
        """Give the machine that does the same."""
        from models.classifiers import rbf_svm
        from models.classifiers._kernel_machines import KernelMachines

        machine = rbf_svm.RBFSVM()
        machine.classes_ = np.array(self.present, np.int64)
        machine.gamma_, machine.scale_ = self.gamma, self.scale
        arrays = {name: ops.convert_to_numpy(each) for name, each in self._parts.items()}
        machine.machines_ = KernelMachines(**arrays, gamma=self.gamma, n_classes=len(self.present))
        return machine

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create room for the vectors and their weights."""
        pairs = len(self.present) * (len(self.present) - 1) // 2
        self._parts = {
            "vectors": self._part("vectors", (self.vectors, input_shape[-1]), learned=False),
            "weights": self._part("weights", (self.vectors, pairs)),
            "biases": self._part("biases", (pairs,)),
        }
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Score (n, features)."""
        x, vectors = ops.cast(inputs, "float32"), self._parts["vectors"]
        squares = ops.sum(ops.square(x), axis=1, keepdims=True)
        squares = squares + ops.sum(ops.square(vectors), axis=1)
        squares = squares - 2 * ops.matmul(x, ops.transpose(vectors))
        kernel = ops.exp(-self.gamma * ops.maximum(squares, 0))
        decisions = ops.matmul(kernel, self._parts["weights"]) + self._parts["biases"]
        votes = pair_votes(ops, decisions, len(self.present))
        places = np.eye(self.classes, dtype=np.float32)[list(self.present)]
        absent = ops.convert_to_tensor(_BELOW_ALL * (1 - places.sum(axis=0)))
        return self.scale * ops.matmul(votes, places) + absent

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Give a number a class."""
        return (input_shape[0], self.classes)

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        names = ("classes", "present", "vectors", "gamma", "scale")
        return {**super().get_config(), **{name: getattr(self, name) for name in names}}

    def _part(self, name: str, shape: tuple[int, ...], *, learned: bool = True) -> Any:
        return self.add_weight(shape=shape, initializer="zeros", trainable=learned, name=name)
