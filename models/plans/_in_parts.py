"""A batch in parts, beside one another."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

import keras
from keras import layers, ops

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = (keras.Model, layers.BatchNormalization, layers.Dense, layers.Flatten)
_FEWEST = 8  # images of a part in scoring; with fewer, parts cost more than they bring


class InParts(keras.Model):
    """A network that begins with each part of a batch by itself, and ends with all of it.

    Weights are the network's own, and what comes out is what the network gives. Apart is what
    makes maps of images. Together remains what draws at random, so that the draws are those of
    the network, what looks at the batch as a whole, and fully connected layers, whose gradients
    would have to be summed over the parts.

    Where operations have a thread each, parts keep as many cores busy. Two threads at each
    operation have to wait for one another after each.

    Args:
        network: Built; scored on many images, it is from now on scored in parts as well.
        first: Its layers that see parts.
        parts: How many.
    """

    def __init__(
        self, network: keras.Sequential, first: Sequence[keras.layers.Layer], parts: int
    ) -> None:
        super().__init__(dtype=network.dtype_policy)
        self._network, self._parts = network, parts
        self._first, self._rest = list(first), network.layers[len(first) :]
        self.jit_compile = network.jit_compile = False
        self.build((None, *network.input_shape[1:]))
        network.make_predict_function()
        self.make_predict_function()
        alone, beside = network.predict_function, self.predict_function
        few = _FEWEST * parts
        network.predict_function = lambda data: (alone if len(data[0][0]) < few else beside)(data)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Do nothing: the network is built."""
        del input_shape
        self.built = True

    def call(self, inputs: Any, training: bool | None = None) -> Any:  # noqa: FBT001 - Keras'
        """Give what the network gives."""
        del training  # Keras tells the layers
        images = ops.shape(inputs)[0]
        enough = ops.maximum(images, self._parts)  # convolutions know no part without an image
        inputs = ops.take(inputs, ops.minimum(ops.arange(enough), images - 1), axis=0)
        bounds = [enough * part // self._parts for part in range(self._parts + 1)]
        parts = [inputs[start:end] for start, end in pairwise(bounds)]
        maps = [_through(self._first, part) for part in parts]
        return _through(self._rest, ops.concatenate(maps)[:images])


def in_parts(network: keras.Model, parts: int) -> keras.Model:
    """Let a network work in parts, if there is more than one and something to be gained.

    Args:
        network: Built.
        parts: How many, at least 1.
    """
    if parts == 1 or not isinstance(network, keras.Sequential):
        return network
    first = _imagewise(network.layers[:-1])
    return InParts(network, first, parts) if any(layer.weights for layer in first) else network


def _imagewise(found: Sequence[keras.layers.Layer]) -> list[keras.layers.Layer]:
    """Give the first layers, as far as each sees image by image, and draws nothing."""
    return list(takewhile(lambda each: not isinstance(each, _WHOLE) and not _draws(each), found))


def _draws(layer: keras.layers.Layer) -> bool:
    return len(layer.variables) > len(layer.weights)  # by the state of its generator


def _through(along: Sequence[keras.layers.Layer], x: Any) -> Any:
    for layer in along:
        x = layer(x)
    return x
