"""Run what has no row yet, and show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from benchmark.run import run
from depthbench._progress import Progress

if TYPE_CHECKING:
    from benchmark.protocol import Protocol
    from benchmark.spec import Spec
    from benchmark.store import Store
    from depthbench._budget import Budget


def run_missing(specs: list[Spec], store: Store, protocol: Protocol, limit: Budget) -> None:
    """Run what has no row, as long as there is time.

    Args:
        specs: What was asked for.
        store: Where the rows go; open for writing.
        protocol: How to run them.
        limit: The time for all.
    """
    if store.dropped:
        typer.echo("the last line of records.jsonl was cut short: its run is done again", err=True)
    missing = store.missing(specs)
    if protocol.keep_weights:
        _say_what_kept_none(store.of(specs))
    if not missing:
        typer.echo("every run has its row; --again repeats them", err=True)
        return
    with Progress(limit.kept(missing), protocol.workers) as progress:
        for row in run(limit.admit(missing, store), store, protocol, progress.begin, limit.left):
            progress.end(row)


def _say_what_kept_none(rows: list[dict[str, Any]]) -> None:
    """Say of how many runs, made before anybody asked, the weights are gone."""
    without = sum(row["accuracy"] is not None and row.get("weights") is None for row in rows)
    if without:
        runs, them = ("1 run", "it") if without == 1 else (f"{without} runs", "them")
        typer.echo(f"no weights were kept of {runs} made before; --again repeats {them}", err=True)
