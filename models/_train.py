"""Train a network by its recipe, on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras

from models._epoch_clock import EpochClock
from models._plan_of import plan_of
from models._split import Split

if TYPE_CHECKING:
    from collections.abc import Callable

    from models._keras import KerasClassifier
    from models._split import Images


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
    plan = plan_of(model)
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    with model.phases.time("prepare"):
        larger = Split(model.enlarge(train.x), train.y)
        watched = model.prepare(validation.x)
        batches = model.batches(larger, seed)
    with model.phases.time("build"):
        network = build(model.prepare(larger.x))
        steps = model.epochs * -(-len(train) // model.batch_size)
        callbacks = model.compile(network, steps, **plan.execution)
    clock = EpochClock(spent=sum(model.phases.values()))
    watching = [_callback(clock), *callbacks]
    plan.fit(network, batches, Split(watched, validation.y), model.epochs, watching)
    model.history = clock.history
    model.phases.update(clock.phases())
    return network


def _callback(clock: EpochClock) -> keras.callbacks.Callback:
    return keras.callbacks.LambdaCallback(
        on_epoch_begin=clock.begin,
        on_test_begin=clock.stop,
        on_test_end=clock.go_on,
        on_epoch_end=clock.end,
    )
