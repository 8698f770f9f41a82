"""Which layers of a network have weights."""

import keras

from models.maps._leaves import leaves


def layers_with_weights(network: keras.Model) -> tuple[str, ...]:
    """Name the layers that have weights, nested networks' too, in the order of the network.

    Layers that are adapted to images before training (a mean, a deviation) are none of them, nor
    are those whose weights are constants.

    Raises:
        ValueError: If the network has no graph.
    """
    return tuple(layer.name for layer in leaves(network))
