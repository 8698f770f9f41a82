"""The runs that did not end well."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._blocks import Grid, Paragraph
from reports._words import plural
from reports.sections._base import Section

if TYPE_CHECKING:
    import pandas as pd

    from reports._blocks import Block


class Failures(Section):
    """Every run whose status is not ok, with its reason; no mean includes them."""

    title: ClassVar[str] = "Failures"
    order: ClassVar[int] = 50

    def body(self, table: pd.DataFrame) -> list[Block]:
        """List them, or say that there are none."""
        failed = table[table["status"] != "ok"]
        if failed.empty:
            return [Paragraph(f"None: {_ended(len(table))} well.")]
        columns = ["dataset", "model", "seed", "status", "error"]
        grid = failed[columns].astype(str)
        return [Paragraph(f"{len(failed)} of {plural(len(table), 'run')} failed:"), Grid(grid)]


def _ended(runs: int) -> str:
    return "the one run ended" if runs == 1 else f"all {runs} runs ended"
