"""Choose a model's settings by its trials."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from benchmark.number_in import number_in
from benchmark.record import ENDED_WELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def choose(trials: Iterable[Mapping[str, Any]]) -> str | None:
    """Give the spec string of the trial with the highest accuracy on what it was validated on.

    Of equals it is that with the lowest log loss, and of these the first by its spelling.

    Args:
        trials: Rows of one model's runs on a data set `tuning`, whose test images are those.

    Returns:
        None where no trial ended well.
    """
    well = [
        row
        for row in trials
        if row["status"] in ENDED_WELL and number_in(row, "accuracy") is not None
    ]
    best = min(well, key=_place, default=None)
    return None if best is None else str(best["model"])


def _place(row: Mapping[str, Any]) -> tuple[float, float, str]:
    loss = number_in(row, "log_loss")
    return -row["accuracy"], inf if loss is None else loss, str(row["model"])
