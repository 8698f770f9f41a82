"""The squared hinge loss of one class against the rest, for integer labels."""

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="depthbench")
class SquaredHinge(keras.losses.Loss):
    """A linear support vector machine's loss on a network's outputs, one class against the rest.

    E = mean over images of the sum over classes i of max(0, 1 - t_i z_i)^2, where t_i is 1 for
    the right class and -1 for the others. `keras.losses.SquaredHinge` takes the mean over the
    classes, and labels as vectors of -1 and 1.

    Shapes: labels (n,) or (n, 1), integers; margins z (n, classes).

    Paper: Tang, "Deep learning using linear support vector machines", 2013.
    """

    gives_margins = True  # and no logits of a softmax

    def __init__(self, name: str = "squared_hinge", **options: Any) -> None:
        super().__init__(name=name, **options)

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Give each image's loss, (n,)."""
        labels = ops.cast(ops.reshape(y_true, (-1,)), "int32")
        sign = 2 * ops.one_hot(labels, y_pred.shape[-1], dtype=y_pred.dtype) - 1
        return ops.sum(ops.square(ops.relu(1 - sign * y_pred)), axis=-1)
