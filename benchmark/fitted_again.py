"""The fitted model of a run that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark._first_line import named
from benchmark.fitted_model import FittedModel
from benchmark.kept_scores import kept_scores
from benchmark.kept_weights import FILE, KeptWeights
from benchmark.plugins import MODELS
from benchmark.record import ENDED_WELL
from benchmark.rows import spec_of
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmark.data import Data

_NEAR = 1e-4  # of the largest score, by which sums in another order may differ


def can_be_had(row: dict[str, Any]) -> bool:
    """Tell whether a run's model can be had again without training a network."""
    kept = row.get("weights") == "kept"
    return row["status"] in ENDED_WELL and (kept or row.get("family") in {"shallow", "floor"})


def fitted_again(row: dict[str, Any], run: Path, data: Callable[[], Data]) -> FittedModel:
    """Take up the weights that a run has kept, or fit a shallow model again from its seed.

    Args:
        row: Of the run.
        run: Its folder.
        data: Gives the images that it was made with; asked only if the model is fitted.

    Raises:
        UsageError: If it ended badly, or is a network whose weights were not kept.
    """
    if not can_be_had(row):
        reason = "its weights were not kept; `depthbench run ... --keep-weights` keeps them"
        if row["status"] not in ENDED_WELL:
            reason = f"it ended with {row['status']}: {row['error']}"
        raise UsageError(f"cannot explain {run.name}: {reason}")
    model = MODELS.make(row["model"])
    model.start()
    if row.get("weights") != "kept":
        return _fitted(row, run, model, data())
    kept = KeptWeights.read(run, spec_of(row))
    try:
        model.restore(run / FILE)
    except Exception as error:
        raise UsageError(f"cannot load {run / FILE}: {named(error)}") from error
    return FittedModel(row["model"], model, kept.classes)


def _fitted(row: dict[str, Any], run: Path, model: Any, data: Data) -> FittedModel:
    model.fit(data.train, data.validation, n_classes=len(data.classes), seed=row["seed"])
    kept = kept_scores(run / "scores.npz")
    again = "fitted again; the run's scores are gone"
    if kept is not None and kept["scores"].shape == (len(data.test), len(data.classes)):
        largest = float(np.abs(kept["scores"]).max())
        apart = float(np.abs(model.scores(data.test.x) - kept["scores"]).max())
        same = "the same scores" if apart <= _NEAR * largest else f"scores differ by {apart:.2g}"
        again = f"fitted again; {same}"
    return FittedModel(row["model"], model, data.classes, again)
