"""Count a Keras network layer by layer, on every backend."""

from functools import singledispatch
from math import prod
from typing import Any

import keras

from models._cost import Cost, LayerCost

_WITHOUT_PARAMETERS = (
    keras.layers.Activation,
    keras.layers.AveragePooling2D,
    keras.layers.Dropout,
    keras.layers.Flatten,
    keras.layers.InputLayer,
    keras.layers.MaxPooling2D,
    keras.layers.ReLU,
    keras.layers.Rescaling,
)


def count(network: keras.Model) -> Cost:
    """Count parameters, connections and MACs of a built network, for one image.

    A layer of a class of its own counts itself by a method `cost() -> LayerCost`.

    Raises:
        TypeError: If a layer is of a kind that cannot be counted; it is named, never taken as 0.
    """
    return Cost(tuple(_layer_cost(layer) for layer in network.layers))


def _layer_cost(layer: keras.layers.Layer) -> LayerCost:
    if isinstance(layer, _WITHOUT_PARAMETERS):
        return LayerCost(layer.name, _output(layer))
    if hasattr(layer, "cost"):
        cost: LayerCost = layer.cost()
        return cost
    return _weighted(layer)


@singledispatch
def _weighted(layer: Any) -> LayerCost:
    raise TypeError(
        f"cannot count layer {layer.name!r}: expected a Conv2D, a Dense, a layer without "
        f"parameters or one with a method cost(), received a {type(layer).__name__}"
    )


@_weighted.register
def _(layer: keras.layers.Conv2D) -> LayerCost:
    height, width, _ = output = _output(layer)
    return _from_kernel(layer, output, positions=height * width)


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
