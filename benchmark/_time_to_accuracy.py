"""Seconds of training until a model is as good as the shallow ones."""

from __future__ import annotations

from math import inf, isnan, nan
from typing import TYPE_CHECKING, Any

from benchmark.record import ENDED_WELL

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_NEEDED = ["run", "status", "validation_accuracy", "fit_seconds"]


def time_to_accuracy(
    table: pd.DataFrame, history: Callable[[str], list[dict[str, Any]]], target: float | None
) -> pd.DataFrame:
    """Add the columns `target_accuracy` and `target_seconds`.

    The target is an accuracy on the validation split: the one given, or the best shallow model's
    median over seeds. Seconds are on the training clock, with evaluation off it: of a model with
    epochs, at the end of the first that reached the target; of one without, all of fitting. A
    miss is infinite. Without a shallow model that ended well and without a target, both are nan.

    Args:
        table: One row a run.
        history: Gives the epochs of a run.
        target: An accuracy of 0 to 1, or None.
    """
    table = table.copy()
    table["target_accuracy"] = nan if target is None else target
    table["target_seconds"] = nan
    for _, rows in table[table["control_of"].isna()].groupby("dataset"):
        goal = _best_shallow(rows) if target is None else target
        table.loc[rows.index, "target_accuracy"] = goal
        table.loc[rows.index, "target_seconds"] = [
            _seconds(row, history, goal) for row in rows[_NEEDED].to_dict("records")
        ]
    return table


def _best_shallow(rows: pd.DataFrame) -> float:
    shallow = rows[rows["family"].eq("shallow") & rows["status"].isin(ENDED_WELL)]
    if shallow.empty:
        return nan
    return float(shallow.groupby("model")["validation_accuracy"].median().max())


def _seconds(
    row: dict[Any, Any], history: Callable[[str], list[dict[str, Any]]], goal: float
) -> float:
    if isnan(goal) or row["status"] == "skipped":
        return nan
    if row["status"] not in ENDED_WELL:
        return inf
    epochs = [
        epoch for epoch in history(str(row["run"])) if {"clock", "val_accuracy"} <= epoch.keys()
    ]
    for epoch in epochs:
        if (epoch["val_accuracy"] or 0.0) >= goal:
            return float(epoch["clock"])
    reached = not epochs and row["validation_accuracy"] >= goal
    if reached and row["fit_seconds"] is None:
        return nan
    return float(row["fit_seconds"]) if reached else inf
