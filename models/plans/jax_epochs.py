"""JAX, many steps as one compiled program, on images that lie on the device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from models.plans._base import Plan
from models.plans._complete import complete
from models.plans._patches import multiply_patches
from models.plans._pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import keras

    from models._batches import Batches
    from models._epoch_clock import EpochClock
    from models._split import Split


class JaxEpochs(Plan):
    """A step of a small network is over before Python has asked for the next one.

    Images that go in as they come are copied to the device once, and an epoch is one program that
    picks them in the epoch's order; those that are cropped or changed are made here, and follow
    in pieces. On a CPU it is slow: XLA computes on one core what stands in a loop. On a GPU, the
    training images must have room.
    """

    backend: ClassVar[str] = "jax"
    default_on: ClassVar[frozenset[str]] = frozenset({"gpu"})
    together: ClassVar[int] = 2**30

    def begin(self, network: keras.Model, batches: Batches) -> None:
        """Give Keras several steps for each step that it knows of."""
        import jax

        _ready(network, batches)
        resident = None if batches.made else jax.device_put(batches.whole)
        program = jax.jit(piecewise(network), donate_argnums=0)
        network.train_function = lambda state, pieces: program(state, next(pieces), resident)

    def feed(self, batches: Batches) -> Any:
        """Give an epoch in pieces."""
        return Pieces(batches)

    def fit_together(
        self,
        networks: Sequence[keras.Model],
        batches: Sequence[Batches],
        watched: Sequence[Split],
        epochs: int,
        clock: EpochClock,
    ) -> list[list[dict[str, float]]]:
        """Train networks as rows of one."""
        from models.plans._jax_together import JaxTogether

        _ready(networks[0], batches[0])
        together = JaxTogether(networks, batches, watched, piecewise)
        logs = []
        for epoch in range(epochs):
            clock.begin()
            learned = together.learn()
            clock.stop()
            validated = together.validate()
            clock.go_on()
            clock.end(epoch)
            logs.append([{**own, **val} for own, val in zip(learned, validated, strict=True)])
        together.hand_back()
        return [list(each) for each in zip(*logs, strict=True)]


def piecewise(network: keras.Model) -> Callable[[Any, Any, Any], Any]:
    """Make training on a piece: state, piece and resident images to last logs and next state."""
    import jax

    def train(state: Any, piece: Any, resident: Any) -> Any:
        def step(state: Any, batch: Any) -> Any:
            data = batch if resident is None else [each[batch[0]] for each in resident]
            logs, state = network.train_step(state, tuple(data))
            return state, logs

        state, logs = jax.lax.scan(step, state, piece)
        return jax.tree.map(lambda each: each[-1], logs), state

    return train


def _ready(network: keras.Model, batches: Batches) -> None:
    """Prepare a network for its device, with all that Keras creates from its first batch."""
    import jax

    if jax.default_backend() == "gpu":
        multiply_patches(network)
    complete(network, batches)
