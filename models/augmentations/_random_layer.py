"""Where random layers come from."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import ops

from models._batches import Augmentation, Pixels

_SEEDS = 2**31


def random_layer(name: str, *arguments: Any, **settings: Any) -> Augmentation:
    """Make an augmentation of a preprocessing layer: of keras-cv on TensorFlow, else of Keras.

    Args:
        name: Of a layer that both have.
        arguments: Of the layer.
        settings: Of the layer.
    """
    of_keras_cv = keras.backend.backend() == "tensorflow"
    layer, begin = (
        _of_keras_cv(name, *arguments, **settings)
        if of_keras_cv
        else _of_keras(name, *arguments, **settings)
    )

    def augment(x: Pixels, rng: np.random.Generator) -> Pixels:
        begin(int(rng.integers(_SEEDS)))
        return np.asarray(ops.convert_to_numpy(layer(x)), np.float32)

    return augment


def _of_keras(name: str, *arguments: Any, **settings: Any) -> tuple[Any, Callable[[int], None]]:
    """Give the layer, and what lets its draws begin at a seed."""
    layer = getattr(keras.layers, name)(*arguments, seed=0, **settings)
    return layer, lambda seed: layer.generator.state.assign(np.array([seed, 0]))


def _of_keras_cv(name: str, *arguments: Any, **settings: Any) -> tuple[Any, Callable[[int], None]]:
    import keras_cv
    import tensorflow as tf

    # keras-cv takes the seed 0 for none.
    layer = getattr(keras_cv.layers, name)(*arguments, seed=1, **settings)
    compiled = tf.function(layer, reduce_retracing=True)  # three times as fast as call by call
    return compiled, layer._random_generator.reset_from_seed  # as subclasses do
