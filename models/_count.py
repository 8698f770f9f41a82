"""Count a Keras network layer by layer, on every backend."""

from collections.abc import Iterator
from functools import singledispatch
from math import prod
from typing import Any

import keras

from models._cost import Cost, LayerCost


def count(network: keras.Model) -> Cost:
    """Count parameters, connections and MACs of a built network, for one image.

    A layer without weights costs nothing. A layer of a class of its own counts itself by a method
    `cost() -> LayerCost`.

    Raises:
        TypeError: If a layer is of a kind that cannot be counted; it is named, never taken as 0.
    """
    return Cost(tuple(_layer_costs(network)))


def _layer_costs(network: keras.Model) -> Iterator[LayerCost]:
    for layer in network.layers:
        if isinstance(layer, keras.Model):
            yield from _layer_costs(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            yield _layer_cost(layer)


def _layer_cost(layer: keras.layers.Layer) -> LayerCost:
    if hasattr(layer, "cost"):
        cost: LayerCost = layer.cost()
        return cost
    return _weighted(layer) if layer.weights else LayerCost(layer.name, _output(layer))


@singledispatch
def _weighted(layer: Any) -> LayerCost:
    raise TypeError(
        f"cannot count layer {layer.name!r}: expected a convolution, a Dense, a layer "
        f"without weights or one with a method cost(), received a {type(layer).__name__}"
    )


@_weighted.register(keras.layers.Conv2D)
@_weighted.register(keras.layers.DepthwiseConv2D)
def _(layer: Any) -> LayerCost:
    height, width, _ = output = _output(layer)
    return _from_kernel(layer, output, positions=height * width)


@_weighted.register
def _(layer: keras.layers.BatchNormalization) -> LayerCost:
    learned = sum(prod(weight.shape) for weight in layer.trainable_weights)
    fitted = layer.count_params() - learned
    return LayerCost(layer.name, _output(layer), learned=learned, fitted=fitted)


@_weighted.register
def _(layer: keras.layers.Dense) -> LayerCost:
    output = _output(layer)
    return _from_kernel(layer, output, positions=prod(output[:-1]))


def _from_kernel(layer: Any, output: tuple[int, ...], positions: int) -> LayerCost:
    """Count a kernel that is used once at every position, with its biases."""
    macs = positions * prod(layer.kernel.shape)
    biases = prod(output) if layer.use_bias else 0
    parameters = layer.count_params()
    return LayerCost(
        layer.name,
        output,
        learned=parameters if layer.trainable else 0,
        fixed=0 if layer.trainable else parameters,
        connections=macs + biases,
        macs=macs,
    )


def _output(layer: keras.layers.Layer) -> tuple[int, ...]:
    return tuple(layer.output.shape[1:])
