"""`depthbench run`: run a suite and write its report."""

from __future__ import annotations

import json
import shlex
import sys
from contextlib import contextmanager
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from benchmark._foreign import spelling
from benchmark.backend import choose_backend
from benchmark.call import Call
from benchmark.plugins import SUITES
from benchmark.rows import spec_of
from benchmark.run import run
from benchmark.spec import last_word
from benchmark.store import Store
from benchmark.usage_error import UsageError
from depthbench._options import Backend, Json
from depthbench._progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmark.spec import Spec
    from benchmark.suites._base import Suite

_INTERRUPTED = 130
_LONGEST = 1_000_000


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    suite: Annotated[str, typer.Argument(help="Suite; `depthbench list suites`.")] = "quick",
    *,
    model: Annotated[
        list[str] | None, typer.Option(help="Spec; instead of the suite's models. Repeatable.")
    ] = None,
    dataset: Annotated[
        list[str] | None, typer.Option(help="Spec; instead of the suite's. Repeatable.")
    ] = None,
    seeds: Annotated[int | None, typer.Option(help="How many; instead of the suite's.")] = None,
    backend: Backend = "tensorflow",
    out: Annotated[Path | None, typer.Option(help="Results folder [results/SUITE].")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds a run may take.")] = 3600.0,
    again: Annotated[bool, typer.Option("--again", help="Repeat runs that have a row.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would run.")] = False,
    as_json: Json = False,
) -> None:
    """Run what has no row yet, then write the table and the report.

    Exit status: 0 if all runs ended well, 1 if some failed, 2 on wrong use.
    """
    _check(timeout)
    choose_backend(backend)
    name, chosen = _choose(suite, dataset, model, seeds)
    specs = chosen.specs()
    store = Store.read(out or Path("results") / last_word(name), name, backend)
    if dry_run:
        _announce(specs if again else store.missing(specs), store, as_json=as_json)
        return
    with _saying_how_to_go_on():
        with store.writing(specs):
            if again:
                store.void(specs)
            _run(specs, store, timeout)
        _finish(specs, store, as_json=as_json)


def _check(timeout: float) -> None:
    if not 0 < timeout <= _LONGEST:
        raise UsageError(
            f"expected --timeout above 0 and up to {_LONGEST:,} seconds, received {timeout:g}"
        )


def _choose(
    text: str, datasets: list[str] | None, models: list[str] | None, seeds: int | None
) -> tuple[str, Suite]:
    """Find the suite and put what was asked in place of its own."""
    asked = {"datasets": datasets or None, "models": models or None, "seeds": seeds}
    changes: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    return spelling(Call.parse(text).name), replace(SUITES.make(text), **changes)


@contextmanager
def _saying_how_to_go_on() -> Iterator[None]:
    """On Ctrl-C, give the command that goes on; --again has done its part before the first run."""
    try:
        yield
    except KeyboardInterrupt:
        go_on = shlex.join(["depthbench", *(word for word in sys.argv[1:] if word != "--again")])
        typer.echo(f"stopped; the rows so far are kept. Go on with: {go_on}", err=True)
        sys.exit(_INTERRUPTED)


def _announce(specs: list[Spec], store: Store, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([astuple(spec) for spec in specs]))
        return
    for spec in specs:
        typer.echo(str(spec))
    typer.echo(f"{len(specs)} runs to do, in {store.folder}")


def _run(specs: list[Spec], store: Store, timeout: float) -> None:
    """Run what has no row."""
    if store.dropped:
        typer.echo("the last line of records.jsonl was cut short: its run is done again", err=True)
    missing = store.missing(specs)
    if not missing:
        typer.echo("every run has its row; --again repeats them", err=True)
        return
    with Progress(missing) as progress:
        for row in run(missing, store, timeout=timeout, begin=progress.begin):
            progress.end(row)


def _finish(specs: list[Spec], store: Store, *, as_json: bool) -> None:
    """Write the table and the report, print the ranking, and leave with the exit status."""
    from benchmark.table import write_table
    from reports.write_report import write_report

    table = write_table(store.folder)
    report = write_report(store.folder)
    rows = store.of(specs)
    failed = [row for row in rows if row["status"] != "ok"]
    if as_json:
        typer.echo(json.dumps({"folder": str(store.folder), "report": str(report), "runs": rows}))
    else:
        from depthbench._ranking import print_ranking

        print_ranking(table)
        typer.echo(f"table:  {store.folder / 'table.parquet'}\nreport: {report}")
    for row in failed:
        typer.echo(f"failed: {spec_of(row)}: {row['status']}: {row['error']}", err=True)
    if failed:
        typer.echo("failed runs are not repeated unless --again is given", err=True)
        sys.exit(1)
