"""Which map of evidence a network has."""

import keras

from models.maps._anatomy import anatomy


def evidence_method(network: keras.Model) -> str:
    """Say "cam" if a network averages its last maps right before a linear layer, else "grad_cam".

    Args:
        network: With a graph, one input and one output.

    Returns:
        "" where it has no convolution whose maps have more than a pixel.

    Raises:
        ValueError: If it has no graph, or several inputs or outputs.
    """
    found = anatomy(network)
    if found.maps is None:
        return ""
    return "cam" if found.linear is not None else "grad_cam"
