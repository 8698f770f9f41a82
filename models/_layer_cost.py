"""Count one use of one Keras layer."""

from collections.abc import Iterator
from functools import singledispatch
from inspect import getclosurevars, isfunction
from math import prod
from typing import Any

import keras
from keras import layers

from models._cost import LayerCost


def layer_cost(layer: Any, inputs: tuple[int, ...], output: tuple[int, ...]) -> LayerCost:
    """Count a layer, used once on one image.

    Args:
        layer: Built.
        inputs: Shape of what it takes, without the batch.
        output: Shape of what it gives, without the batch.

    Raises:
        TypeError: If it is of a kind that cannot be counted; the message names it.
    """
    if hasattr(layer, "cost"):
        cost: LayerCost = layer.cost()
        if tuple(cost.output) != output:
            raise _uncountable(layer, f"a cost() for the output {output}", cost.output)
        return cost
    if layer.weights:
        if None in (*inputs, *output):
            raise _uncountable(layer, "images of one size", f"{inputs} to {output}")
        return _weighted(layer, inputs, output)
    if any(True for _ in _hidden(layer)):
        raise _uncountable(layer, "a layer that holds no other", f"a {type(layer).__name__}")
    return LayerCost(layer.name, output)


def check_operation(operation: Any, arguments: Any) -> None:
    """Refuse a function in a network's graph that multiplies by numbers of its own.

    Args:
        operation: What stands in the graph and is no layer.
        arguments: What it is called with.

    Raises:
        TypeError: If one of them is a variable, or an array of two dimensions or more.
    """
    for each in keras.tree.flatten(arguments):
        if keras.utils.is_keras_tensor(each):
            continue
        if isinstance(each, keras.Variable) or len(getattr(each, "shape", ())) > 1:
            raise _uncountable(operation, "tensors of the network", f"an array {each.shape}")


@singledispatch
def _weighted(layer: Any, _inputs: Any, _output: Any) -> LayerCost:
    expected = "a convolution, a Dense, a normalisation, a layer without weights or one with cost()"
    raise _uncountable(layer, expected, f"a {type(layer).__name__}")


@_weighted.register(layers.Dense)
@_weighted.register(layers.Conv1D)
@_weighted.register(layers.Conv2D)
@_weighted.register(layers.Conv3D)
def _(layer: Any, _inputs: Any, output: tuple[int, ...]) -> LayerCost:
    positions = prod(output) // layer.kernel.shape[-1]
    return _from_kernels(layer, output, positions, layer.kernel)


@_weighted.register(layers.DepthwiseConv1D)
@_weighted.register(layers.DepthwiseConv2D)
def _(layer: Any, _inputs: Any, output: tuple[int, ...]) -> LayerCost:
    positions = prod(output) // prod(layer.kernel.shape[-2:])
    return _from_kernels(layer, output, positions, layer.kernel)


@_weighted.register(layers.SeparableConv1D)
@_weighted.register(layers.SeparableConv2D)
def _(layer: Any, _inputs: Any, output: tuple[int, ...]) -> LayerCost:
    kernels = layer.depthwise_kernel, layer.pointwise_kernel
    return _from_kernels(layer, output, prod(output) // layer.filters, *kernels)


@_weighted.register(layers.Conv1DTranspose)
@_weighted.register(layers.Conv2DTranspose)
@_weighted.register(layers.Conv3DTranspose)
def _(layer: Any, inputs: tuple[int, ...], output: tuple[int, ...]) -> LayerCost:
    """Count each number that comes in as spread by the whole of its kernel."""
    positions = prod(inputs) // layer.kernel.shape[-1]
    return _from_kernels(layer, output, positions, layer.kernel)


@_weighted.register(layers.BatchNormalization)
@_weighted.register(layers.GroupNormalization)
@_weighted.register(layers.LayerNormalization)
@_weighted.register(layers.RMSNormalization)
@_weighted.register(layers.PReLU)
def _(layer: Any, _inputs: Any, output: tuple[int, ...]) -> LayerCost:
    learned = _sizes(layer.trainable_weights)
    rest = layer.count_params() - learned  # moving averages, which a frozen layer keeps as they are
    kinds = {"fitted": rest} if layer.trainable else {"fixed": rest}
    return LayerCost(layer.name, output, learned=learned, **kinds)


@_weighted.register(layers.Normalization)
def _(layer: Any, _inputs: Any, output: tuple[int, ...]) -> LayerCost:
    statistics = [layer.adapt_mean, layer.adapt_variance]  # and no count of what they are from
    return LayerCost(layer.name, output, fitted=_sizes(statistics))


def _from_kernels(layer: Any, output: tuple[int, ...], positions: int, *kernels: Any) -> LayerCost:
    """Count kernels that are used once at every position, with their biases."""
    macs = positions * _sizes(kernels)
    biases = layer.bias.shape[0] if layer.use_bias else 0
    parameters, learned = layer.count_params(), _sizes(layer.trainable_weights)
    if parameters != _sizes(kernels) + biases:
        raise _uncountable(layer, "kernels and biases alone", f"{len(layer.weights)} weights")
    return LayerCost(
        layer.name,
        output,
        learned=learned,
        fixed=parameters - learned,
        connections=macs + (prod(output) if biases else 0),
        macs=macs,
        activations=prod(output),
    )


def _sizes(weights: Any) -> int:
    return sum(prod(weight.shape) for weight in weights)


def _hidden(layer: Any) -> Iterator[Any]:
    """Find what one without weights of its own may call; the layers of Keras are known."""
    if isinstance(layer, layers.Lambda):
        if not isfunction(layer.function):  # but perhaps a layer
            yield layer.function
            return
        found = getclosurevars(layer.function)
        held = [*found.nonlocals.values(), *found.globals.values()]
    elif type(layer).__module__.partition(".")[0] in {"keras", "keras_cv"}:
        return
    else:
        held = list(vars(layer).values())
    for each in keras.tree.flatten(held):
        if isinstance(each, layers.Layer | keras.Variable):
            yield each


def _uncountable(layer: Any, expected: str, received: object) -> TypeError:
    return TypeError(f"cannot count layer {layer.name!r}: expected {expected}, received {received}")
