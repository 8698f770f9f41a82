"""Where models stand in a figure of accuracy against cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from reports.board import Board
    from reports.evidence import Evidence

LEAST, MOST = 0.005, 0.9995  # what lies beyond is drawn there: log odds have no 0 and no 1


def points(board: Board, evidence: Evidence) -> pd.DataFrame:
    """Place the ranked models that learn anything.

    Args:
        board: The ranking of one data set.
        evidence: Where their times are from.

    Returns:
        Its standings, accuracies within what can be drawn, and their costs: `parameters`, `macs`
        and `fit_seconds`, missing where there is none.
    """
    rows = board.standings[board.standings["parameters_learned"] > 0].copy()
    accuracies = ["accuracy", "low", "high"]
    rows[accuracies] = rows[accuracies].clip(LEAST, MOST)
    rows["parameters"] = rows["parameters_learned"] + rows["parameters_fitted"]
    timed, _ = evidence.timings[board.dataset]
    fits = {str(row["model"]): row["fit_seconds"] for row in timed.to_dict("records")}
    known = {model: fit.estimate for model, fit in fits.items() if fit is not None}
    rows["macs"] = rows["macs"].replace(0, float("nan"))  # a logarithm has no place for it
    return rows.assign(fit_seconds=rows["model"].map(known).astype(float))
