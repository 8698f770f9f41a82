"""Train a network by its recipe, on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras

from models._batches import Batches
from models._epoch_clock import EpochClock
from models._scoring import SCORING_BATCH
from models._split import Split

if TYPE_CHECKING:
    from collections.abc import Callable

    from models._keras import KerasClassifier
    from models._split import Images

# On two CPU cores XLA makes TensorFlow a third slower, and 32 steps a call make it a third faster
# with the same weights bit for bit. PyTorch knows one step a call only.
_EXECUTION: dict[str, dict[str, Any]] = {
    "tensorflow": {"jit_compile": False, "steps_per_execution": 32},
    "jax": {},
    "torch": {"jit_compile": False},
}


def train(
    model: KerasClassifier,
    build: Callable[[Images], keras.Model],
    train: Split,
    validation: Split,
    *,
    seed: int,
) -> keras.Model:
    """Build a network and train it; phases and history go to the model.

    Args:
        model: By whose recipe.
        build: Makes the network for prepared images.
        train: What to learn from, images as they come.
        validation: What schedules and early stopping watch.
        seed: Decides the first weights, the order, crops and all other draws.
    """
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    with model.phases.time("prepare"):
        larger = Split(model.enlarge(train.x), train.y)
        watched = model.prepare(validation.x)
        batches = _batches(model, larger, seed)
    with model.phases.time("build"):
        network = build(model.prepare(larger.x))
        steps = model.epochs * -(-len(train) // model.batch_size)
        callbacks = model.compile(network, steps, **_EXECUTION[model.backend])
    clock = EpochClock(spent=sum(model.phases.values()))
    network.fit(
        **batches,
        epochs=model.epochs,
        validation_data=(watched, validation.y),
        validation_batch_size=SCORING_BATCH,
        callbacks=[clock, *callbacks],
        verbose=0,
    )
    model.history = clock.history
    model.phases.update(clock.phases())
    return network


def _batches(model: KerasClassifier, larger: Split, seed: int) -> dict[str, Any]:
    """Give what `fit` reads."""
    crop = model.image_size if model.margin else None
    augmentations = model.augmentations(larger.x, seed)
    batches = Batches(larger, model.batch_size, crop, seed, augmentations)
    if model.backend != "tensorflow":
        return {"x": batches}
    from models._tensorflow_feed import tensorflow_feed

    return {"x": tensorflow_feed(batches), "shuffle": False}
