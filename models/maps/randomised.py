"""A copy of a network whose last layers know nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from models._weights import without_optimizer
from models.maps._leaves import leaves

if TYPE_CHECKING:
    from numpy.typing import NDArray


def randomised(network: keras.Model, layers: int, seed: int) -> keras.Model:
    """Copy a network, the weights of its last layers drawn anew.

    They are drawn as they begin: by each layer's own initializers. A kernel that would begin as
    a constant, as some last layers do, is drawn from a normal distribution instead, with the
    deviation that it has after training.

    Args:
        network: With a graph; it stays as it is.
        layers: How many of the last of `layers_with_weights`, 0 to all.
        seed: Decides what is drawn; the random generators of Keras, NumPy and Python are seeded
            by it.

    Raises:
        ValueError: If there are fewer layers with weights.

    Paper: Adebayo et al., "Sanity checks for saliency maps", 2018 (cascading randomisation).
    """
    known = len(leaves(network))
    if not 0 <= layers <= known:
        raise ValueError(f"expected 0 to {known} layers with weights, received {layers}")
    keras.utils.set_random_seed(seed)
    with without_optimizer(network):
        copy = keras.models.clone_model(network)
    last = leaves(copy)[known - layers :]
    initial = [layer.get_weights() for layer in last]
    copy.set_weights(network.get_weights())
    rng = np.random.default_rng(seed)
    for layer, begun in zip(last, initial, strict=True):
        weights = zip(begun, layer.get_weights(), layer.weights, strict=True)
        anew = [_anew(old, now, rng, learned=bool(own.trainable)) for old, now, own in weights]
        layer.set_weights(anew)
    return copy


def _anew(
    initial: NDArray[Any], trained: NDArray[Any], rng: np.random.Generator, *, learned: bool
) -> NDArray[Any]:
    if initial.ndim < 2 or np.ptp(initial) > 0:  # noqa: PLR2004 - a bias or scale begins as it does
        return initial
    if not learned:  # a constant of the task, as positions
        return trained
    return rng.normal(0, trained.std(), trained.shape).astype(trained.dtype)
