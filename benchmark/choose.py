"""Choose a model's settings by its trials."""

from __future__ import annotations

from math import inf, isnan
from typing import TYPE_CHECKING, Any

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
        if row["status"] in ENDED_WELL and _number(row, "accuracy") is not None
    ]
    best = min(well, key=_place, default=None)
    return None if best is None else str(best["model"])


def _place(row: Mapping[str, Any]) -> tuple[float, float, str]:
    loss = _number(row, "log_loss")
    return -row["accuracy"], inf if loss is None else loss, str(row["model"])


def _number(row: Mapping[str, Any], name: str) -> float | None:
    """Give a number; None where it is missing, in rows or in a table."""
    value = row.get(name)
    return None if value is None or isnan(value) else float(value)
