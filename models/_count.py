"""Count a Keras network layer by layer, on every backend."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import keras

from models._cost import Cost, LayerCost
from models._layer_cost import check_operation, layer_cost


def count(network: keras.Model) -> Cost:
    """Count parameters, activations, connections and MACs of a built network, for one image.

    A layer that is used several times works, and counts, several times; its parameters count
    once. A layer of a class of its own counts itself by a method `cost() -> LayerCost`.

    Raises:
        TypeError: If a layer is of a kind that cannot be counted; it is named, never taken as 0.
    """
    counter = _Counter()
    counter.walk(network, network.inputs if _has_graph(network) else ())
    counter.check(network)
    return Cost(tuple(counter.costs))


@dataclass
class _Counter:
    """What was counted so far.

    Args:
        costs: One a use of a layer, in order.
        layers: The identities of the layers that were met.
        weights: The layer of each weight, by the weight's identity.
    """

    costs: list[LayerCost] = field(default_factory=list)
    layers: set[int] = field(default_factory=set)
    weights: dict[int, Any] = field(default_factory=dict)

    def walk(self, network: Any, inputs: Any) -> Any:
        """Send shapes through a network, and count each layer that they reach."""
        if not _has_graph(network):
            raise TypeError(
                f"cannot count network {network.name!r}: expected a Sequential or a functional "
                f"network that is built, received a {type(network).__name__}"
            )
        graph = keras.Function(network.inputs, network.outputs)
        flat = keras.tree.flatten(inputs)
        return graph._run_through_graph(flat, operation_fn=self._meet)

    def check(self, network: keras.Model) -> None:
        """Refuse a network that has weights of which no layer gave an account."""
        for weight in network.weights:
            if id(weight) not in self.weights:
                raise TypeError(f"cannot count weight {weight.path!r}: no layer on the way has it")

    def _meet(self, operation: Any) -> Callable[..., Any]:
        """Give what stands for a layer on the way: it counts, and answers with shapes."""

        def call(*arguments: Any, **options: Any) -> Any:
            if isinstance(operation, keras.Model) and not hasattr(operation, "cost"):
                return self.walk(operation, (arguments, options))
            outputs = operation.compute_output_spec(*arguments, **options)
            if isinstance(operation, keras.layers.Layer):
                self._add(operation, _shape((arguments, options)), _shape(outputs))
            else:
                check_operation(operation, (arguments, options))
            return outputs

        return call

    def _add(self, layer: Any, inputs: tuple[int, ...], output: tuple[int, ...]) -> None:
        cost = layer_cost(layer, inputs, output)
        if id(layer) in self.layers:
            cost = replace(cost, learned=0, fitted=0, fixed=0)
        for weight in layer.weights:
            if self.weights.setdefault(id(weight), layer) is not layer:
                raise TypeError(f"cannot count layer {layer.name!r}: it shares {weight.path!r}")
        self.layers.add(id(layer))
        self.costs.append(cost)


def _has_graph(network: Any) -> bool:
    return bool(getattr(network, "inputs", None) and getattr(network, "outputs", None))


def _shape(tensors: Any) -> tuple[int, ...]:
    """Give the shape of the first of some tensors, for one image."""
    first = next(each for each in keras.tree.flatten(tensors) if keras.utils.is_keras_tensor(each))
    return tuple(first.shape[1:])
