"""Go through a network operation by operation, nested networks' too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import keras

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def walk(network: keras.Model, inputs: Sequence[Any], visit: Callable[..., Any]) -> Any:
    """Let a function stand in for every operation, in an order in which they can be computed.

    Nothing is added to the network's graph, and nothing is copied.

    Args:
        network: With a graph: a `Sequential` that is built, or a functional one.
        inputs: What the network is called with, one for each of its inputs.
        visit: Called with an operation and its arguments; what it gives goes to the next ones.

    Returns:
        The network's output, as `visit` made it.

    Raises:
        ValueError: If the network, or one in it, has no graph.
    """
    if not getattr(network, "inputs", None):
        raise ValueError(
            f"expected a Sequential or functional network that is built, received "
            f"{network.name!r}, a {type(network).__name__} without a graph"
        )

    def meet(operation: Any) -> Callable[..., Any]:
        if not isinstance(operation, keras.Model):
            return partial(visit, operation)
        return lambda *arguments, **options: walk(
            operation, keras.tree.flatten((arguments, options)), visit
        )

    graph = keras.Function(network.inputs, network.outputs)
    outputs: Any = graph._run_through_graph(list(inputs), operation_fn=meet)
    return outputs[0] if isinstance(outputs, list) and len(outputs) == 1 else outputs
