"""`depthbench verify`: does this installation measure as it should?"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from benchmark.backend import choose_backend
from benchmark.plugins import MODELS, SUITES
from benchmark.protocol import Protocol
from benchmark.run import run
from benchmark.store import Store
from benchmark.usage_error import UsageError
from depthbench._options import Backend, Json
from depthbench._progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmark.reference import Reference
    from benchmark.spec import Spec
    from reports.agreement import Agreement

_SUITE = "verify"
_TIMEOUT_SECONDS = 300.0  # a run takes seconds: one that takes so long hangs


def command(
    *,
    model: Annotated[
        list[str] | None, typer.Option(help="Spec; only these of the suite's. Repeatable.")
    ] = None,
    backend: Backend = "tensorflow",
    out: Annotated[Path | None, typer.Option(help="Folder to keep the results in [none].")] = None,
    as_json: Json = False,
) -> None:
    """Make small runs whose outcome is known, and test whether they come out so here.

    Needs no network. All runs are made anew, also those that the folder has: it is what is
    installed now that is checked. Other backends and machines draw other numbers, so accuracies
    that are not the same are tested for equivalence (within 3 points over the seeds).

    Exit status: 0 if all accuracies are the same or equivalent, 1 if not, 2 on wrong use.
    """
    from benchmark.reference import Reference

    specs = _choose(model)
    choose_backend(backend)
    with _folder(out) as folder:
        rows = _run(specs, Store.read(folder, _SUITE, backend))
    reference = Reference.shipped()
    found = _compare(specs, reference, rows)
    differ = _differing(reference, rows)
    if as_json:
        answer = {"agreements": [each.as_dict() for each in found], "environment": differ}
        typer.echo(json.dumps(answer, indent=2))
    else:
        from depthbench._agreements import print_agreements

        print_agreements(found, differ)
    sys.exit(0 if all(each.agrees for each in found) else 1)


def _choose(models: list[str] | None) -> list[Spec]:
    """List the suite's runs, or those of some of its models."""
    specs: list[Spec] = SUITES.make(_SUITE).specs()
    known = {spec.model: None for spec in specs}
    chosen = [MODELS.normalise(text) for text in models or known]
    for name in chosen:
        if name not in known:
            raise UsageError.unknown(f"model of the suite {_SUITE}", name, known)
    return [spec for spec in specs if spec.model in chosen]


@contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    if out is not None:
        yield out
        return
    with TemporaryDirectory(prefix="depthbench-") as name:
        yield Path(name)


def _run(specs: list[Spec], store: Store) -> list[dict[str, Any]]:
    protocol = Protocol(_TIMEOUT_SECONDS)
    with store.writing(specs):
        store.void(specs)
        with Progress(specs) as progress:
            for row in run(specs, store, protocol, progress.begin):
                progress.end(row)
    return store.of(specs)


def _compare(
    specs: list[Spec], reference: Reference, rows: list[dict[str, Any]]
) -> list[Agreement]:
    from reports.agreement import Agreement

    def of(runs: list[dict[str, Any]], cell: tuple[str, str]) -> list[dict[str, Any]]:
        return [each for each in runs if (each["dataset"], each["model"]) == cell]

    cells = dict.fromkeys((spec.dataset, spec.model) for spec in specs)
    return [Agreement.of(of(reference.runs, cell), of(rows, cell)) for cell in cells]


def _differing(reference: Reference, rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Find in what this machine and its libraries are not those of the reference."""
    from benchmark.keys import differing

    return differing([reference.made_with, rows[0]], reference.made_with)
