"""Where models stand in a figure of accuracy against cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from reports.board import Board
    from reports.evidence import Evidence


def points(board: Board, evidence: Evidence) -> pd.DataFrame:
    """Place the ranked models but the floors that learn nothing.

    Args:
        board: The ranking of one data set.
        evidence: Where their times are from.

    Returns:
        Its standings and their costs: `parameters`, `macs` and `fit_seconds`, missing where there
        is none.
    """
    standings = board.standings
    rows = standings[standings["parameters_learned"].gt(0) | standings["family"].ne("floor")].copy()
    rows["parameters"] = rows["parameters_learned"] + rows["parameters_fitted"]
    rows["macs"] = rows["macs"].replace(0, float("nan"))  # a logarithm has no place for it
    return rows.assign(fit_seconds=rows["model"].map(evidence.fits(board.dataset)).astype(float))
