"""The models, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import MISSING, decimals, interval, percent
from reports.leaderboard import leaderboard
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block


class Ranking(Section):
    """Mean accuracy with its spread over seeds, and the other metrics beside it."""

    title: ClassVar[str] = "Ranking"
    order: ClassVar[int] = 20

    def body(self, table: pd.DataFrame) -> list[Block]:
        """Rank by mean accuracy, data set by data set."""
        board = leaderboard(table)
        blocks: list[Block] = []
        for dataset, rows in board.groupby("dataset"):
            blocks += [Paragraph(_caption(dataset, rows)), Grid(_grid(rows))]
        return blocks


def _caption(dataset: object, rows: pd.DataFrame) -> str:
    if rows["rank"].isna().any():
        return f"{dataset}: not rankable, as a model has one seed only."
    return (
        f"{dataset}: test accuracy, mean over seeds, with the standard deviation and the 95 % "
        "interval of the mean (Student's t over seeds). Where intervals overlap, the order may be "
        "chance."
    )


def _grid(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rank": ["–" if pd.isna(rank) else str(rank) for rank in rows["rank"]],
            "model": rows["model"],
            "family": rows["family"],
            "seeds": [
                f"{ok} of {runs}" for ok, runs in zip(rows["seeds"], rows["runs"], strict=True)
            ],
            "accuracy": rows["accuracy"].map(percent),
            "± SD": [MISSING if pd.isna(sd) else f"{100 * sd:.2f}" for sd in rows["sd"]],
            "95 % interval": [
                interval(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "top-5 error": rows["top5_error"].map(percent),
            "macro F1": rows["macro_f1"].map(decimals),
            "log loss": rows["log_loss"].map(decimals),
        }
    )
