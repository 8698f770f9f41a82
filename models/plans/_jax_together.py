"""Networks that differ in their weights alone, as one program of JAX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jax
import numpy as np

from models._scoring import SCORING_BATCH
from models.plans._pieces import MOST_BYTES, Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import keras

    from models._batches import Batches
    from models._split import Split


class JaxTogether:
    """The state of all networks, each variable with one more axis in front: one row a network.

    Args:
        networks: The first is compiled, with its metrics and its optimizer built; of the others,
            the variables count.
        batches: What each learns from, all of one size.
        watched: What each is validated on, all of one size.
        train: Makes training on a piece, as `models.plans.jax_epochs.piecewise` does.
    """

    def __init__(
        self,
        networks: Sequence[keras.Model],
        batches: Sequence[Batches],
        watched: Sequence[Split],
        train: Callable[[keras.Model], Callable[[Any, Any, Any], Any]],
    ) -> None:
        first = networks[0]
        self._networks, self._batches = networks, batches
        self._pieces = [Pieces(each, MOST_BYTES // len(batches)) for each in batches]
        self._learned = _rows([_values(each.trainable_variables) for each in networks])
        self._kept = _rows([_values(each.non_trainable_variables) for each in networks])
        first.reset_metrics()
        self._optimizer, self._noughts = (
            _rows([_values(variables)] * len(networks))
            for variables in (first.optimizer.variables, first.metrics_variables)
        )
        made = batches[0].made
        resident = None if made else _rows([each.whole for each in batches])
        self._resident = jax.device_put(resident)
        self._train = jax.jit(jax.vmap(train(first)), donate_argnums=0)
        self._watched = jax.device_put(_rows([(each.x, each.y) for each in watched]))
        self._test = jax.jit(jax.vmap(_tested(first)))

    def learn(self) -> list[dict[str, float]]:
        """Train for an epoch, and give what Keras logs, network by network."""
        state = (self._learned, self._kept, self._optimizer, self._noughts)
        logs = {}
        for number in range(len(self._pieces[0])):
            piece = _rows([pieces[number] for pieces in self._pieces])
            logs, state = self._train(state, piece, self._resident)
        self._learned, self._kept, self._optimizer, _ = state
        for batches in self._batches:
            batches.on_epoch_end()
        return self._apart(logs)

    def validate(self) -> list[dict[str, float]]:
        """Give what Keras logs of the validation splits, network by network."""
        logs = self._test((self._learned, self._kept, self._noughts), self._watched)
        return [
            {f"val_{name}": each for name, each in network.items()} for network in self._apart(logs)
        ]

    def hand_back(self) -> None:
        """Give the networks what they have learned."""
        values = jax.device_get([*self._learned, *self._kept])
        for place, network in enumerate(self._networks):
            variables = [*network.trainable_variables, *network.non_trainable_variables]
            for variable, rows in zip(variables, values, strict=True):
                variable.assign(rows[place])

    def _apart(self, logs: Any) -> list[dict[str, float]]:
        read = jax.device_get(logs)
        return [
            {name: float(values[place]) for name, values in read.items()}
            for place in range(len(self._networks))
        ]


def _tested(network: keras.Model) -> Callable[[Any, Any], Any]:
    """Make validation: state and split to logs."""

    def test(state: Any, split: Any) -> Any:
        full = len(split[0]) // SCORING_BATCH * SCORING_BATCH
        batches = [each[:full].reshape(-1, SCORING_BATCH, *each.shape[1:]) for each in split]

        def step(state: Any, batch: Any) -> Any:
            logs, state = network.test_step(state, batch)
            return state, logs

        state, logs = jax.lax.scan(step, state, tuple(batches))
        if full < len(split[0]):
            return network.test_step(state, tuple(each[full:] for each in split))[0]
        return jax.tree.map(lambda each: each[-1], logs)

    return test


def _values(variables: Any) -> Any:
    return jax.device_get([variable.value for variable in variables])


def _rows(trees: Sequence[Any]) -> Any:
    """Put equal trees of arrays into one, a row each; by NumPy, as JAX compiles for each shape."""
    return jax.tree.map(lambda *arrays: np.stack(arrays), *trees)
