"""Train a Keras network by a model's recipe, on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras

from models._epoch_clock import EpochClock
from models._image_by_image import image_by_image
from models._network_kernels import network_kernels
from models._plan_of import plan_of
from models._split import Split

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models._batches import Batches
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
    network, trained, callbacks, batches, watched = _begun(model, build, train, validation, seed)
    clock = EpochClock(spent=sum(model.phases.values()))
    watching = [on_epochs(clock), *callbacks]
    plan_of(model).fit(trained, batches, watched, model.epochs, watching)
    model.history = clock.history
    model.phases.update(clock.phases())
    return network


def train_together(
    models: Sequence[KerasClassifier],
    build: Callable[[Images], keras.Model],
    splits: Sequence[tuple[Split, Split]],
    *,
    seeds: Sequence[int],
) -> None:
    """Build a network for each seed and train all as one program.

    Args:
        models: All alike; each gets its network, its share of the seconds and its history.
        build: Makes a network for prepared images.
        splits: What each learns from and what it is scored on, images as they come.
        seeds: As for `train`.
    """
    begun = [
        _begun(model, build, *own, seed)
        for model, own, seed in zip(models, splits, seeds, strict=True)
    ]
    networks, _, _, batches, watched = zip(*begun, strict=True)
    clock = EpochClock(spent=sum(sum(model.phases.values()) for model in models))
    epochs = models[0].epochs
    logs = plan_of(models[0]).fit_together(networks, batches, watched, epochs, clock)
    for model, network, own in zip(models, networks, logs, strict=True):
        model.trained = network
        shares = [_shared(entry, len(models)) for entry in clock.history]
        model.history = [{**share, **log} for share, log in zip(shares, own, strict=True)]
        model.phases.update(_shared(clock.phases(), len(models)))


def _begun(
    model: KerasClassifier,
    build: Callable[[Images], keras.Model],
    train: Split,
    validation: Split,
    seed: int,
) -> tuple[keras.Model, keras.Model, list[keras.callbacks.Callback], Batches, Split]:
    """Make all that training needs, down to the first weights; the network also as arranged."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    with model.phases.time("prepare"):
        larger = Split(image_by_image(model.enlarge, train.x), train.y)
        watched = Split(image_by_image(model.prepare, validation.x), validation.y)
        batches = model.batches(larger, seed)
    with model.phases.time("build"):
        network = build(image_by_image(model.prepare, larger.x))
        model.kernel_banks_before = network_kernels(network, learned=True)
        steps = model.epochs * -(-len(train) // model.batch_size)
        plan = plan_of(model)
        trained = plan.arrange(network)
        callbacks = model.compile(trained, steps, **plan.execution)
    return network, trained, callbacks, batches, watched


def _shared(seconds: dict[str, float], number: int) -> dict[str, float]:
    return {name: each if name == "epoch" else each / number for name, each in seconds.items()}


def on_epochs(clock: EpochClock) -> keras.callbacks.Callback:
    """Let Keras tell a clock when epochs begin and end, and when it evaluates."""
    return keras.callbacks.LambdaCallback(
        on_epoch_begin=clock.begin,
        on_test_begin=clock.stop,
        on_test_end=clock.go_on,
        on_epoch_end=clock.end,
    )
