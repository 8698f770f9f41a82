"""LeNet-5's criterion: cross-entropy with one more class, for rubbish."""

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="depthbench")
class RubbishClassLoss(keras.losses.Loss):
    """The criterion that the paper calls maximum a posteriori, equation 9.

    E = mean over images of -z_D + log(e^-j + sum_i e^z_i), where z are logits, in the paper
    negative distances -y, and D is the right class. It is the cross-entropy of softmax over the
    classes and one more, rubbish, whose logit is always -j: an image far from every class is
    taken for rubbish, so the distance to the right class must fall below j and not only below
    the distances to the others.

    Shapes: labels (n,) or (n, 1), integers; logits (n, classes).

    Args:
        j: Distance beyond which an image is rubbish. The paper says only that it is positive. A
            small one draws the last layer onto the code of the right class, as squared error
            would; a large one lets go once the other codes are farther.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998, section II.C.
    """

    def __init__(self, j: float = 1.0, name: str = "rubbish_class_loss", **options: Any) -> None:
        super().__init__(name=name, **options)
        self.j = j

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Give each image's loss, (n,)."""
        labels = ops.cast(ops.reshape(y_true, (-1,)), "int32")
        right = ops.one_hot(labels, y_pred.shape[-1], dtype=y_pred.dtype)
        rubbish = ops.full_like(y_pred[:, :1], -self.j)
        everything = ops.concatenate([y_pred, rubbish], axis=-1)
        return ops.logsumexp(everything, axis=-1) - ops.sum(right * y_pred, axis=-1)

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        return {**super().get_config(), "j": self.j}
