"""JAX, many steps as one compiled program, on images that lie on the device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import keras
import numpy as np

from models.plans._base import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from models._batches import Batches

_BYTES = 2**28  # of images made for one program; the next are made while the device computes


class JaxEpochs(Plan):
    """A step of a small network is over before Python has asked for the next one.

    Images that go in as they come are copied to the device once, and an epoch is one program that
    picks them in the epoch's order; those that are cropped or changed are made here, and follow
    in pieces. On a CPU it is slow: XLA computes on one core what stands in a loop. On a GPU, where
    it was not measured, the training images must have room.
    """

    backend: ClassVar[str] = "jax"
    default_on: ClassVar[frozenset[str]] = frozenset({"gpu"})

    def begin(self, network: keras.Model, batches: Batches) -> None:
        """Give Keras several steps for each step that it knows of."""
        # Keras would create the metrics from the first piece, which has another shape than a batch.
        blank = np.zeros((1, *network.input_shape[1:]), np.uint8)
        network.evaluate(blank, batches.whole[1][:1], verbose=0)
        network.optimizer.build(network.trainable_variables)
        program = _program(network, batches)
        network.train_function = lambda state, pieces: program(state, next(pieces))

    def feed(self, batches: Batches) -> Any:
        """Give an epoch in pieces."""
        return _Pieces(batches)


class _Pieces(keras.utils.PyDataset):
    """An epoch in pieces: full batches, many at once, and then what is left of it.

    A piece is places in the training split, int32 (steps, batch), where images go in as they come;
    otherwise images and labels, uint8 (steps, batch, height, width, channels) and (steps, batch).
    """

    def __init__(self, batches: Batches) -> None:
        super().__init__()
        self._batches = batches
        full, rest = divmod(batches.images, batches.batch_size)
        bytes_each = batches.whole[0][0].nbytes * batches.batch_size
        at_once = max(1, _BYTES // bytes_each if batches.changes else full)
        starts = [*range(0, full, at_once), *([full] if rest else [])]
        self._bounds = list(zip(starts, [*starts[1:], full + bool(rest)], strict=True))

    def __len__(self) -> int:
        return len(self._bounds)

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        steps = range(*self._bounds[number])
        if not self._batches.changes:
            return (np.stack([self._batches.places(step) for step in steps]).astype(np.int32),)
        x, y = zip(*(self._batches[step] for step in steps), strict=True)
        return np.stack(x), np.stack(y)

    def on_epoch_end(self) -> None:
        self._batches.on_epoch_end()


def _program(network: keras.Model, batches: Batches) -> Callable[[Any, Any], Any]:
    """Compile training on a piece: state and piece to the last step's logs and the next state."""
    import jax

    def train(state: Any, piece: Any, resident: Any) -> Any:
        def step(state: Any, batch: Any) -> Any:
            data = batch if batches.changes else [each[batch[0]] for each in resident]
            logs, state = network.train_step(state, tuple(data))
            return state, logs

        state, logs = jax.lax.scan(step, state, piece)
        return jax.tree.map(lambda each: each[-1], logs), state

    resident = None if batches.changes else jax.device_put(batches.whole)
    compiled = jax.jit(train, donate_argnums=0)
    return lambda state, piece: compiled(state, piece, resident)
