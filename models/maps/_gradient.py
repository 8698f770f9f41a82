"""Gradients of logits by the last maps, by each backend's own means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from models.maps._run import logits

if TYPE_CHECKING:
    from numpy.typing import NDArray


def gradient(
    network: keras.Model, maps: NDArray[np.float32], classes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Differentiate each image's logit of one class by its last maps.

    Args:
        network: As for `anatomy`.
        maps: (n, rows, columns, channels).
        classes: Whose logits, (n,).

    Returns:
        (n, rows, columns, channels).
    """
    by = {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}[keras.backend.backend()]

    def total(tensor: Any) -> Any:
        scores = logits(network, tensor)
        return keras.ops.sum(scores * keras.ops.one_hot(classes, scores.shape[1], dtype="float32"))

    return np.asarray(by(total, maps), np.float32)


def _tensorflow(total: Any, maps: NDArray[np.float32]) -> Any:
    import tensorflow as tf

    tensor = tf.convert_to_tensor(maps)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(tensor)
        summed = total(tensor)
    return tape.gradient(summed, tensor).numpy()


def _jax(total: Any, maps: NDArray[np.float32]) -> Any:
    import jax

    return jax.grad(total)(maps)


def _torch(total: Any, maps: NDArray[np.float32]) -> Any:
    import torch

    tensor = keras.ops.convert_to_tensor(maps).requires_grad_()
    (slopes,) = torch.autograd.grad(total(tensor), tensor)
    return slopes.cpu().numpy()
