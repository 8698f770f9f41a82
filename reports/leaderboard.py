"""The runs that ended well, model by model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    import pandas as pd

_METRICS = ("top5_error", "macro_f1", "log_loss")
_COSTS = (
    "parameters_learned",
    "parameters_fitted",
    "parameters_fixed",
    "macs",
    "fit_seconds",
    "predict_seconds",
    "peak_mib",
)
_COLUMNS = (
    "dataset",
    "rank",
    "model",
    "family",
    "seeds",
    "runs",
    "accuracy",
    "sd",
    "low",
    "high",
    *_METRICS,
    *_COSTS,
)


def leaderboard(table: pd.DataFrame) -> pd.DataFrame:
    """Sum up the runs with status ok, a row for each data set and model, best first.

    Args:
        table: The table of a results folder.

    Returns:
        Columns `dataset`, `rank`, `model`, `family`, `seeds` (ended well), `runs` (asked),
        `accuracy`, `sd`, `low`, `high` (the mean over seeds, its standard deviation and 95 %
        interval), `top5_error`, `macro_f1`, `log_loss` (means) and the medians of the costs.
        `rank` is missing where a data set has a model with one seed only: that ranks nothing.
    """
    import pandas as pd

    rows = [
        _row(dataset, model, runs) for (dataset, model), runs in table.groupby(["dataset", "model"])
    ]
    board = pd.DataFrame([row for row in rows if row["seeds"]], columns=_COLUMNS)
    board = board.sort_values(["dataset", "accuracy"], ascending=[True, False], ignore_index=True)
    by_dataset = board.groupby("dataset")
    rankable = by_dataset["seeds"].transform("min") > 1
    rank = by_dataset["accuracy"].rank(ascending=False, method="min")
    board["rank"] = rank.where(rankable).astype("Int64")
    return board


def _row(dataset: Any, model: Any, runs: pd.DataFrame) -> dict[str, Any]:
    ok = runs[runs["status"] == "ok"]
    row: dict[str, Any] = {"dataset": dataset, "model": model, "seeds": len(ok), "runs": len(runs)}
    if ok.empty:
        return row
    accuracy = MeanInterval.of(ok["accuracy"].tolist())
    return {
        **row,
        "family": ok["family"].iloc[0],
        "accuracy": accuracy.mean,
        "sd": accuracy.sd,
        "low": accuracy.low,
        "high": accuracy.high,
        **{name: ok[name].astype("float").mean() for name in _METRICS},
        **{name: ok[name].astype("float").median() for name in _COSTS},
    }
