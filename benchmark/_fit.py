"""Fit a model and put its seconds into the ledger."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from benchmark._checks import checked_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        Seconds of fitting, evaluation between epochs (the phase `validate`) left out.
    """
    start = perf_counter()
    try:
        model.fit(data.train, data.validation, n_classes=len(data.classes), seed=seed)
        model.device.synchronise()
    finally:
        wall = perf_counter() - start
        own = _split(wall, model.phases)
        for name, seconds in own.items():
            phases[name] = phases.get(name, 0.0) + seconds
    return wall - own.get("validate", 0.0)


def _split(wall: float, phases: Mapping[str, float]) -> dict[str, float]:
    own = {name: checked_seconds(seconds) for name, seconds in phases.items()}
    if sum(own.values()) > wall + _SLACK_SECONDS:
        raise ValueError(
            f"expected phases of {wall:.3f} seconds together, received {sum(own.values()):.3f}"
        )
    if not own:
        return {"train": wall}
    return {**own, "other_fit": max(0.0, wall - sum(own.values()))}
