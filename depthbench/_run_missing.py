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
    from depthbench._request import Request


def run_missing(request: Request, store: Store, protocol: Protocol, limit: Budget) -> list[Spec]:
    """Run what has no row, as long as there is time, and then what follows from the rows.

    Args:
        request: What is asked for.
        store: Where the rows go; open for writing.
        protocol: How to run them.
        limit: The time for all.

    Returns:
        All that was asked for in the end.
    """
    if store.dropped:
        typer.echo("the last line of records.jsonl was cut short: its run is done again", err=True)
    asked: list[Spec] = []
    while (specs := request.after(store.rows)) != asked:
        store.ask(specs)
        _run(specs, request, store, protocol, limit)
        asked = specs
    return asked


def _run(
    specs: list[Spec], request: Request, store: Store, protocol: Protocol, limit: Budget
) -> None:
    missing = store.missing(specs)
    if protocol.keep_weights:
        _say_what_kept_none(store.of(specs))
    if not missing:
        typer.echo("every run has its row; --again repeats them", err=True)
        return
    wanted = (spec for spec in missing if request.suite.wants(spec, store.rows))
    with Progress(limit.kept(missing), protocol.workers) as progress:
        for row in run(limit.admit(wanted, store), store, protocol, progress.begin, limit.left):
            progress.end(row)
    dropped = [spec for spec in store.missing(missing) if not request.suite.wants(spec, store.rows)]
    if dropped:
        typer.echo(f"trials not made, as their seconds were spent: {len(dropped)}", err=True)


def _say_what_kept_none(rows: list[dict[str, Any]]) -> None:
    """Say of how many runs, made before anybody asked, the weights are gone."""
    without = sum(row["accuracy"] is not None and row.get("weights") is None for row in rows)
    if without:
        runs, them = ("1 run", "it") if without == 1 else (f"{without} runs", "them")
        typer.echo(f"no weights were kept of {runs} made before; --again repeats {them}", err=True)
