"""The layers of a trained network below its last, as a network of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras

from models._plan_of import plan_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models._keras import KerasClassifier


def body_of(model: KerasClassifier, layers: Sequence[keras.layers.Layer]) -> keras.Model:
    """Put layers on the images that a model's trained network takes; they keep their weights."""
    pixels = keras.Input(model.trained.input_shape[1:], dtype="uint8")
    network = keras.Sequential([pixels, *layers])
    plan_of(model).arrange(network)
    return network
