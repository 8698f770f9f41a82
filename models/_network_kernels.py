"""The kernels of a Keras network, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def network_kernels(network: keras.Model, *, learned: bool = False) -> dict[str, NDArray[Any]]:
    """Give the kernels of all convolutions, and of other layers that have a method `kernels`.

    Args:
        network: Built.
        learned: Whether to leave out those that are not trained.

    Returns:
        Copies, float32 (n, height, width, channels), by the layer's name, in order.
    """
    found: dict[str, NDArray[Any]] = {}
    for layer in network.layers:
        if isinstance(layer, keras.Model):
            found |= network_kernels(layer, learned=learned)
        elif not learned or layer.trainable_weights:
            found |= _of_layer(layer)
    return found


def _of_layer(layer: Any) -> dict[str, NDArray[Any]]:
    if hasattr(layer, "kernels"):
        own: dict[str, NDArray[Any]] = layer.kernels()
        return own
    if not isinstance(layer, keras.layers.Conv2D):
        return {}
    kernel = keras.ops.convert_to_numpy(layer.kernel)
    return {layer.name: np.array(kernel.transpose(3, 0, 1, 2), np.float32)}
