"""`depthbench rerun`: make a run again and compare."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.backend import choose_backend
from benchmark.protocol import Protocol
from benchmark.rows import spec_of
from benchmark.run import run as run_specs
from benchmark.store import Store
from depthbench._options import Json
from depthbench._past_run import PastRun

if TYPE_CHECKING:
    from reports.reproduction import Reproduction


def command(
    run: Annotated[
        str, typer.Argument(help="A run's id, or its beginning, or its folder.", metavar="RUN")
    ],
    folder: Annotated[
        Path | None,
        typer.Argument(help="A results folder [results/quick].", metavar="DIR", show_default=False),
    ] = None,
    *,
    timeout: Annotated[float, typer.Option(help="Seconds it may take.")] = 3600.0,
    as_json: Json = False,
) -> None:
    """Make a run again, with its backend and settings, and say whether it came out as before.

    "equal": the same scores, bit for bit. "equivalent": an accuracy within the first one's 95 %
    interval. "different": all else. The results folder stays as it is.

    Exit status: 0 if equal or equivalent, 1 if different, 2 on wrong use.
    """
    past = PastRun.named(run, folder)
    row = past.row
    size = row.get("predict_batch") or Protocol.predict_batch  # none in rows that failed early
    protocol = Protocol(timeout, int(size), bool(row.get("deterministic")))
    choose_backend(row["keras_backend"], deterministic=protocol.deterministic)
    found = _repeat(past, protocol)
    if as_json:
        typer.echo(
            json.dumps({"run": past.id, "folder": str(past.folder), **found.as_dict()}, indent=2)
        )
    else:
        _print(past.id, found)
    sys.exit(1 if found.verdict == "different" else 0)


def _repeat(past: PastRun, protocol: Protocol) -> Reproduction:
    from benchmark.kept_scores import kept_scores
    from reports.reproduction import Reproduction

    spec = spec_of(past.row)
    before = kept_scores(past.files / "scores.npz")
    with TemporaryDirectory(prefix="depthbench-") as name:
        store = Store.read(Path(name), "rerun", past.row["keras_backend"])
        with store.writing([spec]):
            (again,) = run_specs([spec], store, protocol)
        after = kept_scores(store.folder / "runs" / spec.id / "scores.npz")
    scores = [None if kept is None else kept["scores"] for kept in (before, after)]
    return Reproduction.of((past.row, again), (scores[0], scores[1]))


def _print(run: str, found: Reproduction) -> None:
    from reports._words import listed

    typer.echo(f"{found.verdict}: {run}: {found.reason}.")
    if found.environment:
        typer.echo(f"differs in the environment: {listed(found.environment)}")
    else:
        typer.echo("the environment is the same")
