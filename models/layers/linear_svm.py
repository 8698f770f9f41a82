"""A linear support vector machine as a layer."""

from typing import Any

import keras


@keras.saving.register_keras_serializable(package="depthbench")
class LinearSVM(keras.layers.Dense):
    """Give the margin of each class against the rest; pull its weights as the machine's are.

    Under the loss `squared_hinge`, training it minimises for each class what LIBLINEAR's L2-loss
    machine does in the primal, |w|^2 / 2 + C * sum over images of max(0, 1 - t z)^2, divided by C
    and the number of images. The bias is pulled as the weights are.

    Shapes: (n, numbers) to (n, units), float32 also under mixed precision.

    Args:
        units: Classes.
        pull: 1 / (C * images): what half a squared weight adds to the loss.

    Paper: Tang, "Deep learning using linear support vector machines", 2013.
    """

    def __init__(self, units: int, pull: float = 0.0, **options: Any) -> None:
        l2 = keras.regularizers.L2(pull / 2)
        options = {"dtype": "float32", **options}
        super().__init__(units, kernel_regularizer=l2, bias_regularizer=l2, **options)
        self.pull = pull

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        inherited = super().get_config()
        del inherited["kernel_regularizer"], inherited["bias_regularizer"]
        return {**inherited, "pull": self.pull}
