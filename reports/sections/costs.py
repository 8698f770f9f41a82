"""What the models cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import count, seconds
from reports.leaderboard import leaderboard
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block


class Costs(Section):
    """Parameters, multiply-accumulates, seconds and memory."""

    title: ClassVar[str] = "Costs"
    order: ClassVar[int] = 30

    def body(self, table: pd.DataFrame) -> list[Block]:
        """List the costs, data set by data set."""
        board = leaderboard(table)
        blocks: list[Block] = [Paragraph(_EXPLANATION)]
        for dataset, rows in board.groupby("dataset"):
            blocks += [Paragraph(f"{dataset}:"), Grid(_grid(rows))]
        return blocks if len(board) else []


_EXPLANATION = (
    "Parameters: learned by optimising a loss; fitted without gradients, as by k-means; fixed by "
    "design. MACs: multiply-accumulates with parameters to score one image. Fit: all of fitting, "
    "building and compiling included, validation between epochs left out. Predict: scoring the "
    "test split, warm. Peak memory: the most that the worker process held in a run, libraries "
    "included. Seconds and memory are medians over seeds."
)


def _grid(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "model": rows["model"],
            "learned": rows["parameters_learned"].map(count),
            "fitted": rows["parameters_fitted"].map(count),
            "fixed": rows["parameters_fixed"].map(count),
            "MACs": rows["macs"].map(count),
            "fit": rows["fit_seconds"].map(seconds),
            "predict": rows["predict_seconds"].map(seconds),
            "peak memory": [f"{count(mib)} MiB" for mib in rows["peak_mib"]],
        }
    )
