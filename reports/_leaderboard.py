"""The leaderboard of one data set."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._ranking_caption import ranking_caption
from reports._values import values_of
from reports._words import MISSING, capital, count, interval, percent, seconds
from reports.chapter import Chapter

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_NOT_RANKABLE = "not rankable"


def leaderboard(number: int, board: Board, evidence: Evidence) -> Chapter:
    """List the ranked models, best first, and then those that are not ranked, with the reason.

    Args:
        number: Of the data set, from 1.
        board: The ranking of the data set.
        evidence: Where times, devices and dates are from.
    """
    _, refusal = evidence.timings[board.dataset]
    fits = evidence.fits(board.dataset)
    caption = ranking_caption(board)
    caption = capital(caption) + (f" {capital(refusal)}." if refusal else "")
    blocks: list[Block] = [Paragraph(caption)]
    rows = [_row(row, fits, board, evidence) for row in board.standings.to_dict("records")]
    if rows:
        blocks.append(Grid(f"leaderboard_{number}", pd.DataFrame(rows)))
    if len(board.unranked):
        named = board.unranked.assign(model=board.unranked["model"].map(evidence.names))
        blocks += [Paragraph("Not ranked:"), Grid(f"unranked_{number}", named)]
    return Chapter(board.title, blocks)


def _row(
    row: dict[Hashable, Any], fits: dict[str, float], board: Board, evidence: Evidence
) -> dict[str, str]:
    model = str(row["model"])
    runs = board.rows[board.rows["model"].eq(model)]
    return {
        "tier": _NOT_RANKABLE if pd.isna(row["tier"]) else str(row["tier"]),
        "model": evidence.names[model],
        "family": str(row["family"]),
        "accuracy": percent(row["accuracy"]),
        "95 % interval": interval(row["low"], row["high"]),
        "seeds": f"{row['seeds']} of {row['runs']}",
        "fit": seconds(fits.get(model, nan)),
        "parameters": f"{count(row['parameters_learned'])} ({count(row['parameters_fitted'])})",
        "MACs": count(row["macs"]),
        "computed": f"{_texts(runs['backend'])} on {_texts(runs['device'])}",
        "run": _days(runs["started_at"]),
    }


def _texts(column: pd.Series[str]) -> str:
    return ", ".join(values_of(column)) or MISSING


def _days(column: pd.Series[str]) -> str:
    """Write the first day and the last."""
    days = sorted({str(value)[:10] for value in column.dropna() if value})
    return " to ".join(dict.fromkeys([days[0], days[-1]])) if days else MISSING
