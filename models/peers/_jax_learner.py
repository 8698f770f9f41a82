"""A network of plain JAX with its loop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np

from models.peers._loop import Learner

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from models._batches import Batches
    from models._keras import KerasClassifier
    from models._split import Images

_DECAYS, _EPSILON = (0.9, 0.999), 1e-7  # of Adam, as in Keras


class JaxLearner(Learner):
    """A compiled step a batch, which gives away what it is given.

    Args:
        begin: Draws the weights.
        logits: Of weights and uint8 (n, height, width, channels); with a key, units are left out.
        net: Whose recipe is followed.
        steps: Of all epochs.
        seed: Decides what JAX draws.
    """

    def __init__(
        self,
        begin: Callable[[Any], Any],
        logits: Callable[..., Any],
        net: KerasClassifier,
        steps: int,
        seed: int,
    ) -> None:
        key, drawn = jax.random.split(jax.random.key(seed))
        self.weights = begin(drawn)
        noughts = [jax.tree.map(jnp.zeros_like, self.weights) for _ in range(2)]
        self._state = (self.weights, *noughts, jnp.zeros((), jnp.int32), key)
        rate = partial(_rate, net.learning_rate, steps if net.schedule == "cosine" else 0)
        self._step = jax.jit(partial(_step, logits, rate), donate_argnums=0)
        self._logits = jax.jit(logits)

    def learn(self, batches: Batches) -> float:
        """Learn from an epoch's batches."""
        losses = []
        for number in range(len(batches)):
            x, y = batches[number]
            self._state, loss = self._step(self._state, x, y)
            losses.append(loss * len(y))
        self.weights = self._state[0]
        return float(sum(losses)) / batches.images

    def predict_on_batch(self, x: Images) -> NDArray[np.float32]:
        """Give logits."""
        return np.asarray(self._logits(self.weights, x))


def _rate(first: float, steps: int, step: Any) -> Any:
    return first * (1 + jnp.cos(jnp.pi * step / steps)) / 2 if steps else first


def _step(logits: Any, rate: Any, state: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """Take a step of Adam."""
    weights, means, squares, step, key = state
    key, drawn = jax.random.split(key)

    def loss_of(weights: Any) -> Any:
        powers = jax.nn.log_softmax(logits(weights, x, drawn))
        return -jnp.take_along_axis(powers, y[:, None], axis=1).mean()

    loss, slopes = jax.value_and_grad(loss_of)(weights)
    first, second = _DECAYS
    means = jax.tree.map(lambda m, g: first * m + (1 - first) * g, means, slopes)
    squares = jax.tree.map(lambda s, g: second * s + (1 - second) * g * g, squares, slopes)
    size = rate(step) * jnp.sqrt(1 - second ** (step + 1)) / (1 - first ** (step + 1))
    weights = jax.tree.map(
        lambda w, m, s: w - size * m / (jnp.sqrt(s) + _EPSILON), weights, means, squares
    )
    return (weights, means, squares, step + 1, key), loss
