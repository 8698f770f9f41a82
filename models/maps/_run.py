"""Compute a network up to its last maps, and from there on."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from models.maps._anatomy import anatomy, squashing
from models.maps._walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

BATCH = 32  # images that are computed at a time: what deep networks make of more fills memory


def in_batches(
    compute: Callable[..., NDArray[np.float32]], *arrays: NDArray[Any]
) -> NDArray[np.float32]:
    """Compute what rows of arrays give, some images at a time."""
    starts = range(0, len(arrays[0]), BATCH)
    return np.concatenate([compute(*(a[at : at + BATCH] for a in arrays)) for at in starts])


def visited(network: keras.Model, x: NDArray[Any], see: Callable[[int, Any], bool]) -> None:
    """Compute a network step by step, without gradients.

    Args:
        network: As for `anatomy`.
        x: What it is called with, (n, height, width, channels).
        see: Called with a step's place and what it gave; says whether to go on.
    """
    place, going = -1, True

    def visit(operation: Any, *arguments: Any, **options: Any) -> Any:
        nonlocal place, going
        place += 1
        if not going:
            return None
        outputs = operation(*arguments, **options)
        going = see(place, outputs)
        return outputs

    (given,) = network.inputs
    with _no_gradients():
        walk(network, [keras.ops.convert_to_tensor(x, given.dtype)], visit)


def last_maps(network: keras.Model, x: NDArray[Any]) -> NDArray[np.float32]:
    """Give a network's last maps, float32 (n, rows, columns, channels).

    Raises:
        ValueError: If it has none.
    """
    wanted = anatomy(network).maps
    if wanted is None:
        raise ValueError(
            f"expected a network with a convolution whose maps have more than one pixel and that "
            f"all ways go through, received {network.name!r}"
        )
    found: list[Any] = []

    def see(place: int, outputs: Any) -> bool:
        if place == wanted:
            found.append(outputs)
        return place < wanted

    visited(network, x, see)
    return keras.ops.convert_to_numpy(found[0]).astype(np.float32)  # type: ignore[no-any-return]


def logits(network: keras.Model, maps: Any) -> Any:
    """Give what a network makes of its last maps, before any softmax or sigmoid: (n, n_classes).

    Args:
        network: As for `anatomy`.
        maps: A tensor (n, rows, columns, channels) of the backend.
    """
    steps, wanted = anatomy(network).steps, anatomy(network).maps
    place = -1

    def visit(operation: Any, *arguments: Any, **options: Any) -> Any:
        nonlocal place
        place += 1
        if wanted is None or place < wanted:
            return None
        if place == wanted:
            return maps
        if place == len(steps) - 1 and squashing(operation):
            return _unsquashed(operation, *arguments)
        return operation(*arguments, **options)

    scores = walk(network, [None], visit)
    return keras.ops.cast(keras.ops.reshape(scores, (len(maps), -1)), "float32")


def _unsquashed(operation: Any, x: Any) -> Any:
    """Give what a last layer would without its activation."""
    if not hasattr(operation, "kernel"):
        return x
    sums = keras.ops.matmul(keras.ops.cast(x, operation.kernel.dtype), operation.kernel)
    return sums if operation.bias is None else keras.ops.add(sums, operation.bias)


def _no_gradients() -> Any:
    """Let PyTorch keep nothing for gradients, as the others do not either."""
    if keras.backend.backend() != "torch":
        return nullcontext()
    import torch

    return torch.no_grad()
