"""End a command that ran something: table, report, ranking, exit status."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from benchmark.rows import ended_well, spec_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.kept_study import KeptStudy
    from benchmark.spec import Spec
    from benchmark.store import Store


def finish(specs: list[Spec], store: Store, studies: Sequence[KeptStudy], *, as_json: bool) -> None:
    """Write the table and the report, print the ranking, and leave with the exit status.

    Args:
        specs: What was asked for.
        store: Where its rows are.
        studies: What came of the simulations.
        as_json: For programs.
    """
    from benchmark.table import write_table
    from reports.evidence import Evidence
    from reports.write_report import write_report

    write_table(store.folder)
    evidence = Evidence.read(store.folder)
    report = write_report(evidence)
    rows = store.of(specs)
    if as_json:
        found = {"folder": str(store.folder), "report": str(report), "runs": rows}
        more = {"studies": [asdict(study) for study in studies]} if studies else {}
        typer.echo(json.dumps({**found, **more}))
    else:
        from depthbench._ranking import print_ranking

        print_ranking(evidence)
        typer.echo(f"table:  {store.folder / 'table.parquet'}\nreport: {report}")
    if _say_what_went_wrong(rows, studies):
        sys.exit(1)


def _say_what_went_wrong(rows: list[dict[str, Any]], studies: Sequence[KeptStudy]) -> bool:
    """Say what was contended or skipped, and what failed; only of the last, give whether any."""
    if any(row["status"] == "contended" for row in rows):
        typer.echo("other processes took the processor: some times do not count", err=True)
    for row in rows:
        if row["status"] == "skipped":
            typer.echo(f"skipped: {spec_of(row)}: {row['error']}", err=True)
    failed = [row for row in rows if not ended_well(row)]
    for row in failed:
        typer.echo(f"failed: {spec_of(row)}: {row['status']}: {row['error']}", err=True)
    if failed:
        typer.echo("failed runs are not repeated unless --again is given", err=True)
    lost = [study for study in studies if study.status != "ok"]
    for study in lost:
        typer.echo(f"failed: study {study.study}: {study.error}", err=True)
    return _say_what_was_not_kept(rows) or bool(failed or lost)


def _say_what_was_not_kept(rows: list[dict[str, Any]]) -> bool:
    """Say of which runs the weights could not be kept, though they were asked for."""
    lost = [row for row in rows if (row.get("weights") or "").startswith("failed")]
    for row in lost:
        reason = row["weights"].removeprefix("failed: ")
        typer.echo(f"weights not kept: {spec_of(row)}: {reason}", err=True)
    return bool(lost)
