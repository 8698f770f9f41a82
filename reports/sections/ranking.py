"""The models, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._ranking_caption import ranking_caption
from reports._words import MISSING, decimals, interval, percent
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence


class Ranking(Section):
    """Mean accuracy in tiers, with its uncertainty, and the other metrics beside it."""

    title: ClassVar[str] = "Ranking"
    order: ClassVar[int] = 20

    def body(self, evidence: Evidence) -> list[Block]:
        """Rank by mean accuracy, data set by data set."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            blocks.append(Paragraph(f"{board.title}: {ranking_caption(board)}"))
            if len(board.standings):
                blocks.append(Grid(f"ranking_{number}", _grid(board.standings, evidence.names)))
            if len(board.unranked):
                blocks += [
                    Paragraph("Not ranked:"),
                    Grid(f"unranked_{number}", _named(board.unranked, evidence.names)),
                ]
        return blocks


def _named(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return rows.assign(model=rows["model"].map(names))


def _grid(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "tier": [MISSING if pd.isna(tier) else str(tier) for tier in rows["tier"]],
            "model": rows["model"].map(names),
            "family": rows["family"],
            "seeds": [
                f"{seeds} of {runs}"
                for seeds, runs in zip(rows["seeds"], rows["runs"], strict=True)
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
