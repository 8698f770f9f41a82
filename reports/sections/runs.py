"""All runs, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._blocks import Paragraph, RunTable
from reports._phases import phases_of
from reports._words import count, percent, plural, seconds
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence

_MOST_HISTORIES = 1000  # each is a file to read
_FACTS = {
    "run": "run",
    "settings": "model",
    "reason": "error",
    "started at": "started_at",
    "backend": "backend",
    "device": "device",
    "precision": "precision",
    "accuracy key": "accuracy_key",
    "timing key": "timing_key",
}
_COUNTS = {
    "parameters learned": "parameters_learned",
    "parameters fitted": "parameters_fitted",
    "parameters fixed": "parameters_fixed",
    "multiply-accumulates an image": "macs",
    "memory (MiB)": "peak_mib",
}


class Runs(Section):
    """A row a run, which opens to its spec, its phases and its history."""

    title: ClassVar[str] = "Runs"
    order: ClassVar[int] = 52

    def body(self, evidence: Evidence) -> list[Block]:
        """List every run, whatever came of it."""
        table = evidence.table.sort_values(["dataset", "model", "seed"], kind="stable")
        rows = table.to_dict("records")
        read = rows[:_MOST_HISTORIES]
        histories = [_history(evidence, row) for row in read]
        histories += [[] for _ in rows[_MOST_HISTORIES:]]
        phases = phases_of(table)
        grid = RunTable(
            "runs",
            _frame(table, evidence.names),
            [_facts(row) for row in rows],
            [_seconds(row, phases) for row in rows],
            histories,
            f"All {plural(len(rows), 'run')}" if len(rows) > 1 else "The one run",
        )
        return [Paragraph(_EXPLANATION), grid]


_EXPLANATION = (
    "Every run with its outcome. What a run left behind lies in its results folder, below runs/, "
    "in a folder with its id; 'depthbench rerun FOLDER' repeats it and compares."
)


def _frame(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "data set": table["dataset"].astype(str),
            "model": table["model"].map(names),
            "seed": table["seed"].astype(str),
            "status": table["status"].astype(str),
            "accuracy": table["accuracy"].astype(float).map(percent),
            "fit": table["fit_seconds"].astype(float).map(seconds),
            "whole run": table["total_seconds"].astype(float).map(seconds),
        }
    )


def _facts(row: dict[Any, Any]) -> dict[str, str]:
    """Give what is known, in words."""
    told = {name: row.get(column) for name, column in _FACTS.items()}
    counted = {name: row.get(column) for name, column in _COUNTS.items()}
    return {name: str(value) for name, value in told.items() if _known(value)} | {
        name: count(float(value))
        for name, value in counted.items()
        if value is not None and _known(value)
    }


def _known(value: object) -> bool:
    return not pd.isna(value) and value != ""  # type: ignore[call-overload]


def _seconds(row: dict[Any, Any], phases: dict[str, str]) -> dict[str, float]:
    return {
        name: float(f"{row[column]:.3g}")
        for name, column in phases.items()
        if _known(row[column]) and row[column] > 0
    }


def _history(evidence: Evidence, row: dict[Any, Any]) -> list[tuple[float, float]]:
    """Give seconds of fitting and validation accuracy by epoch, to four digits."""
    if not _known(row["epoch_seconds"]):
        return []
    entries = evidence.results.history(str(row["run"]))
    return [
        (float(f"{entry['clock']:.4g}"), float(f"{entry['val_accuracy']:.4g}"))
        for entry in entries
        if _known(entry.get("clock")) and _known(entry.get("val_accuracy"))
    ]
