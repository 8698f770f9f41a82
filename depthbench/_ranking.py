"""Print the ranking on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.sections.ranking import Ranking

if TYPE_CHECKING:
    import pandas as pd


def print_ranking(table: pd.DataFrame) -> None:
    """Print the report's ranking as a table, the widest metrics left out."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    for block in Ranking().body(table):
        if hasattr(block, "text"):
            console.print(escape(block.text))
            continue
        grid = Table()
        frame = block.frame.drop(columns=["family", "macro F1", "log loss"])
        for name in frame.columns:
            grid.add_column(name, overflow="fold")
        for row in frame.itertuples(index=False):
            grid.add_row(*(escape(str(cell)) for cell in row))
        console.print(grid)
