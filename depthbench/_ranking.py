"""Print the ranking on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from reports._blocks import Grid, Paragraph
from reports.sections.ranking import Ranking

if TYPE_CHECKING:
    import pandas as pd

    from reports.evidence import Evidence


_WIDE = ["family", "± SD", "macro F1", "log loss"]


def print_ranking(evidence: Evidence) -> None:
    """Print the report's ranking, without its widest columns."""
    console = Console()
    for block in Ranking().body(evidence):
        if isinstance(block, Paragraph):
            console.print(escape(block.text))
        elif isinstance(block, Grid):
            console.print(_grid(block.frame))


def _grid(frame: pd.DataFrame) -> Table:
    narrow = frame.drop(columns=_WIDE, errors="ignore")
    grid = Table(box=SIMPLE_HEAD)
    for name in narrow:
        grid.add_column(escape(str(name)), no_wrap=name != "model")
    for row in narrow.itertuples(index=False):
        grid.add_row(*(escape(str(cell)) for cell in row))
    return grid
