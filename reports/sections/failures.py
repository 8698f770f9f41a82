"""The runs that did not end well."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._blocks import Grid, Paragraph
from reports._words import plural
from reports.sections._base import Section

if TYPE_CHECKING:
    import pandas as pd

    from reports._blocks import Block
    from reports.evidence import Evidence

_MOST = 30  # runs, that one reads one by one


class Failures(Section):
    """Every run whose status is not ok, with its reason."""

    title: ClassVar[str] = "Failures"
    order: ClassVar[int] = 50

    def body(self, evidence: Evidence) -> list[Block]:
        """List them, or say that there are none; a control that falls to chance did well."""
        table = evidence.table
        fell = table["control_of"].notna() & table["status"].eq("chance")
        failed = table[~(table["status"].eq("ok") | fell)]
        if failed.empty:
            return [Paragraph(f"None: {_ended(len(table))} well.")]
        columns = ["dataset", "model", "seed", "status", "error"]
        grid = failed[columns].astype(str)
        grid["model"] = grid["model"].map(evidence.names)
        said = f"{len(failed)} of {plural(len(table), 'run')} did not end as they should."
        if len(grid) <= _MOST:
            return [Paragraph(f"{said} {_EXPLANATION}"), Grid("failures", grid)]
        return [
            Paragraph(f"{said} {_EXPLANATION}"),
            Grid("failures_by_reason", _by_reason(grid)),
            Grid("failures", grid, f"All {len(grid)} of them"),
        ]


_EXPLANATION = (
    "No mean includes them, but for contended runs, whose accuracy counts and whose times do not."
)


def _by_reason(grid: pd.DataFrame) -> pd.DataFrame:
    """Count runs and models by status and reason, the most frequent first."""
    reasons = grid.groupby(["status", "error"], as_index=False)
    counted = reasons.agg(runs=("seed", "size"), models=("model", "nunique"))
    return counted.sort_values("runs", ascending=False, kind="stable").astype(str)


def _ended(runs: int) -> str:
    return "the one run ended" if runs == 1 else f"all {runs} runs ended"
