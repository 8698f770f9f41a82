"""Fit a model and put its seconds into the ledger."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from benchmark._checks import checked_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.data import Data
    from models import Classifier, Phases


_SLACK_SECONDS = 0.01  # of two clocks' readings


def fit(model: Classifier, data: Data, seed: int, phases: Phases) -> float:
    """Fit a model to the training split, on the clock until its device has finished.

    Args:
        model: What to fit.
        data: Its training and validation splits are used.
        seed: Decides everything that is drawn at random.
        phases: The ledger. It gets the model's own phases, and what they leave as `other_fit`;
            of a model that names none, all is `train`.

    Returns:
        Seconds of fitting, evaluation between epochs (the phase `validate`) left out, and with
        those that were spent before, for others who needed the same.
    """
    start = perf_counter()
    try:
        model.fit(data.train, data.validation, n_classes=len(data.classes), seed=seed)
        model.device.synchronise()
    finally:
        wall = perf_counter() - start + model.phases.charged
        own = _split(wall, model.phases)
        for name, seconds in own.items():
            phases[name] = phases.get(name, 0.0) + seconds
    return wall - own.get("validate", 0.0)


def fit_together(
    model: Classifier, data: Sequence[Data], seeds: Sequence[int], phases: Sequence[Phases]
) -> list[tuple[Classifier, float, float]]:
    """Fit a model for several seeds at the same time.

    Args:
        model: What to fit.
        data: For each seed, its training and validation splits are used.
        seeds: As for `fit`.
        phases: For each seed its ledger, which gets its share.

    Returns:
        For each seed the fitted model, its share of all seconds, and that of fitting alone.
    """
    start = perf_counter()
    splits = [(each.train, each.validation) for each in data]
    models = model.fit_together(splits, n_classes=len(data[0].classes), seeds=seeds)
    model.device.synchronise()
    wall = perf_counter() - start
    own = [{name: checked_seconds(each) for name, each in one.phases.items()} for one in models]
    shares = [sum(each.values()) for each in own]
    rest = _rest(wall, sum(shares)) / len(models)
    for ledger, each in zip(phases, own, strict=True):
        ledger.update({**each, "other_fit": rest})
    return [
        (one, share + rest, share + rest - each.get("validate", 0.0))
        for one, share, each in zip(models, shares, own, strict=True)
    ]


def _split(wall: float, phases: Mapping[str, float]) -> dict[str, float]:
    own = {name: checked_seconds(seconds) for name, seconds in phases.items()}
    if not own:
        return {"train": wall}
    return {**own, "other_fit": _rest(wall, sum(own.values()))}


def _rest(wall: float, named: float) -> float:
    if named > wall + _SLACK_SECONDS:
        raise ValueError(f"expected phases of {wall:.3f} seconds together, received {named:.3f}")
    return max(0.0, wall - named)
