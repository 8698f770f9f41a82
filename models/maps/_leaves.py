"""The layers that a network is made of."""

from typing import Any

import keras

from models.maps._walk import walk


def leaves(network: keras.Model) -> list[Any]:
    """List layers with weights, nested networks' own in their place, each once.

    Those that are adapted to images before training, or whose weights are never learned, as the
    codes of an output, are left out.

    Raises:
        ValueError: If the network has no graph.
    """
    found: dict[int, Any] = {}

    def visit(operation: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(operation, keras.layers.Layer) and _has_knowledge(operation):
            found.setdefault(id(operation), operation)
        return operation.compute_output_spec(*arguments, **options)

    walk(network, getattr(network, "inputs", None) or (), visit)
    return list(found.values())


def _has_knowledge(layer: Any) -> bool:
    constant = layer.trainable and not layer.trainable_weights
    return bool(layer.weights) and not constant and not hasattr(layer, "adapt")
