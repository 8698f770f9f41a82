"""Sum up the runs of each ranked model."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from reports.statistics.paired_bootstraps import paired_bootstraps
from reports.statistics.wilson import wilson

if TYPE_CHECKING:
    from reports._cells import Cells
    from reports._entrants import Entrants

_METRICS = ("top5_error", "macro_f1", "log_loss", "validation_accuracy")
_COUNTS = ("parameters_learned", "parameters_fitted", "parameters_fixed", "macs")
_COLUMNS = (
    "model",
    "family",
    "seeds",
    "runs",
    "accuracy",
    "sd",
    "low",
    "high",
    *_METRICS,
    *_COUNTS,
)


def standings_of(entrants: Entrants) -> pd.DataFrame:
    """Average the metrics over complete blocks, a row a model, best first.

    Returns:
        Columns `model`, `family`, `seeds` (that count), `runs` (asked for), `accuracy` (mean),
        `sd` (over seeds, n - 1), `low` and `high` (nan until `with_intervals`), the means of the
        other metrics, and the medians of what was counted.
    """
    rows = [_row(str(model), runs, entrants.runs) for model, runs in entrants.rows.groupby("model")]
    standings = pd.DataFrame(rows, columns=list(_COLUMNS))
    return standings.sort_values(["accuracy", "model"], ascending=[False, True], ignore_index=True)


def with_intervals(standings: pd.DataFrame, cells: Cells) -> pd.DataFrame:
    """Fill in the 95 % interval of each mean accuracy.

    Over other seeds and other test images, as `paired_bootstrap` computes it; with one seed over
    other test images only, by Wilson, if no two of them belong together.

    Args:
        standings: A row a model.
        cells: Of the same models, in the same order.
    """
    low, high = np.array(_bounds(cells)).T
    mean = standings["accuracy"]
    # The mean of cells and the mean of accuracies may differ in the last bit.
    return standings.assign(low=np.minimum(low, mean), high=np.maximum(high, mean))


def _bounds(cells: Cells) -> list[tuple[float, float]]:
    if len(np.unique(cells.seeds)) > 1:
        means = paired_bootstraps(cells.right, cells.seeds, cells.images)
        return [(max(0.0, mean.low), min(1.0, mean.high)) for mean in means]
    if not cells.alone:
        return [(nan, nan)] * len(cells.right)
    hits = np.rint(cells.right.mean(axis=1) * cells.n_test)
    shares = [wilson(float(each), cells.n_test) for each in hits]
    return [(share.low, share.high) for share in shares]


def _row(model: str, runs: pd.DataFrame, asked: int) -> dict[str, Any]:
    return {
        "model": model,
        "family": runs["family"].iloc[0],
        "seeds": len(runs),
        "runs": asked,
        "accuracy": runs["accuracy"].mean(),
        "sd": runs["accuracy"].std(ddof=1),
        "low": nan,
        "high": nan,
        **{name: runs[name].astype("float").mean() for name in _METRICS},
        **{name: runs[name].astype("float").median() for name in _COUNTS},
    }
