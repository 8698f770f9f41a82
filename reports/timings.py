"""What the models of a data set took, where it may be compared."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmark.keys import MACHINE_COLUMNS, TIMING_COLUMNS, differing
from benchmark.record import ENDED_WELL
from reports._words import listed
from reports.statistics.median_interval import median_interval

if TYPE_CHECKING:
    from reports.statistics.interval import Interval

_MEASURED = (
    "total_seconds",
    "fit_seconds",
    "epoch_seconds",
    "image_seconds",
    "predict_one_seconds",
    "peak_mib",
)
_OTHER = ("model", "status", "steady", "predict_batch_seconds", "target_seconds", "target_accuracy")
_COLUMNS = list(dict.fromkeys((*_OTHER, *_MEASURED, *TIMING_COLUMNS)))


def timings(table: pd.DataFrame, dataset: str) -> tuple[pd.DataFrame, str]:
    """Give the medians over seeds, with their 95 % intervals by order statistics.

    Times of runs that shared the processor with others do not count. Where runs were made on
    different machines or with different libraries, or those of one model with different timing
    keys, nothing is given.

    Args:
        table: One row a run.
        dataset: Spec string.

    Returns:
        A row a model that ended well: `model`; an `Interval` (None where no time counts) for each
        of `total_seconds`, `fit_seconds`, `epoch_seconds` (steady), `image_seconds` (in batches),
        `predict_one_seconds` and `peak_mib`;
        `unsteady`, runs whose repeated times had not settled; `target_accuracy`, and of all seeds
        that were run, failed ones included, `target_seconds` (median; infinite where fewer than
        half reached it; nan where times of contended runs decide), `reached` and `tried`. And why
        nothing is given, or else "".
    """
    rows = table.reindex(columns=_COLUMNS)[table["dataset"].eq(dataset)]
    timed = rows[rows["status"].eq("ok")]
    if differ := _differing(timed):
        return pd.DataFrame(), f"times are not compared: the runs differ in {listed(differ)}"
    timed = timed.assign(image_seconds=timed["predict_batch_seconds"] / timed["predict_batch"])
    of_models = dict(list(timed.groupby("model")))
    return pd.DataFrame(
        [
            {"model": model, **_medians(of_models.get(model, timed[:0])), **_target(runs)}
            for model, runs in rows.groupby("model")
            if runs["status"].isin(ENDED_WELL).any()
        ]
    ), ""


def _differing(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Find what forbids a comparison: another machine, or a model that was not timed alike."""
    known = rows[["model", *TIMING_COLUMNS]]
    # Most rows are alike, and need not be looked at.
    distinct = known[~known.astype(str).duplicated()].to_dict("records")
    differ = differing(distinct, MACHINE_COLUMNS)
    for model in known["model"].unique():
        differ |= differing((row for row in distinct if row["model"] == model), TIMING_COLUMNS)
    return differ


def _medians(timed: pd.DataFrame) -> dict[str, Any]:
    medians = {name: _median(timed[name]) for name in _MEASURED}
    return {**medians, "unsteady": int(timed["steady"].eq(False).sum())}  # noqa: FBT003


def _target(runs: pd.DataFrame) -> dict[str, Any]:
    """Sum up the time to the target over all seeds; a contended hit is a hit without a time."""
    runs = runs[~runs["status"].eq("skipped")]
    seconds = runs["target_seconds"].dropna()
    hits = seconds[seconds.lt(inf)]
    untimed = hits.index.isin(runs.index[runs["status"].eq("contended")])
    median = nan if untimed.any() and len(hits) * 2 > len(seconds) else seconds.median()
    return {
        "target_accuracy": runs["target_accuracy"].iloc[0],
        "target_seconds": median,
        "reached": len(hits),
        "tried": len(seconds),
    }


def _median(column: pd.Series[float]) -> Interval | None:
    values = column.dropna().astype(float)
    return median_interval(values.tolist()) if len(values) else None
