"""What the models of a data set took, where it may be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmark.keys import MACHINE_COLUMNS, TIMING_COLUMNS, differing
from benchmark.record import ENDED_WELL
from reports._words import listed
from reports.statistics.median_interval import median_interval

if TYPE_CHECKING:
    from reports.statistics.interval import Interval

_MEASURED = ("fit_seconds", "image_seconds", "predict_one_seconds", "peak_mib")


def timings(table: pd.DataFrame, dataset: str) -> tuple[pd.DataFrame, str]:
    """Give the medians over seeds, with their 95 % intervals by order statistics.

    Times of runs that shared the processor with others do not count. Where runs were made on
    different machines or with different libraries, or those of one model with different timing
    keys, nothing is given.

    Args:
        table: One row a run.
        dataset: Spec string.

    Returns:
        A row a model: `model`, `runs` (whose times count), an `Interval` for each of
        `fit_seconds`, `image_seconds` (in batches), `predict_one_seconds` and `peak_mib`,
        `target_accuracy`, `target_seconds` (median; infinite where fewer than half of the seeds
        reached it), `reached` and `tried` (seeds). And why nothing is given, or else "".
    """
    rows = table[table["dataset"].eq(dataset)]
    timed = rows[rows["status"].eq("ok")]
    if differ := _differing(timed):
        return pd.DataFrame(), f"times are not compared: the runs differ in {listed(differ)}"
    timed = timed.assign(image_seconds=timed["predict_batch_seconds"] / timed["predict_batch"])
    kept = timed[timed["model"].isin(rows[rows["status"].isin(ENDED_WELL)]["model"])]
    return pd.DataFrame([_row(str(model), runs) for model, runs in kept.groupby("model")]), ""


def _differing(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Find what forbids a comparison: another machine, or a model that was not timed alike."""
    differ = differing(rows.to_dict("records"), MACHINE_COLUMNS)
    for _, runs in rows.groupby("model"):
        differ |= differing(runs.to_dict("records"), TIMING_COLUMNS)
    return differ


def _row(model: str, runs: pd.DataFrame) -> dict[str, Any]:
    reached = runs["target_seconds"].lt(float("inf")).sum()
    return {
        "model": model,
        "runs": len(runs),
        **{name: _median(runs[name]) for name in _MEASURED},
        "target_accuracy": runs["target_accuracy"].iloc[0],
        "target_seconds": runs["target_seconds"].median(),
        "reached": int(reached),
        "tried": int(runs["target_seconds"].notna().sum()),
    }


def _median(column: pd.Series[float]) -> Interval | None:
    values = column.dropna().astype(float)
    return median_interval(values.tolist()) if len(values) else None
