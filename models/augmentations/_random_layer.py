"""Where random layers come from."""

from typing import Any

import keras
import numpy as np
from keras import ops

from models._batches import Augmentation, Pixels


def random_layer(name: str, *arguments: Any, seed: int, **settings: Any) -> Augmentation:
    """Make an augmentation of a preprocessing layer: of keras-cv on TensorFlow, else of Keras.

    Args:
        name: Of a layer that both have.
        arguments: Of the layer.
        seed: Decides all that is drawn, 0 or more.
        settings: Of the layer.
    """
    # keras-cv takes the seed 0 for none.
    layer = getattr(_library(), name)(*arguments, seed=seed + 1, **settings)
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        layer = tf.function(layer, reduce_retracing=True)  # three times as fast as call by call

    def augment(x: Pixels) -> Pixels:
        return np.asarray(ops.convert_to_numpy(layer(x)), np.float32)

    return augment


def _library() -> Any:
    if keras.backend.backend() != "tensorflow":
        return keras.layers
    import keras_cv

    return keras_cv.layers
