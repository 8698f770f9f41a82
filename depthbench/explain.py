"""`depthbench explain`: what a model looks with, and what it looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.usage_error import UsageError
from depthbench._compute_with import compute_with
from depthbench._options import Json
from depthbench._past_run import PastRun

if TYPE_CHECKING:
    from benchmark.faithfulness.deletion import Filling
    from benchmark.fitted_model import FittedModel
    from depthbench._wishes import Wishes
    from reports.explanations.explain import Asked
    from reports.explanations.explanation import Explanation

_NETWORKS = Path("results/explanations")


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    run: Annotated[
        str,
        typer.Argument(
            help="A run's id, or its beginning, or its folder; or a network with ImageNet's "
            "weights, as keras.applications.mobilenet_v2.",
            metavar="RUN",
        ),
    ],
    *,
    folder: Annotated[Path | None, typer.Option(help="Results folder [results/quick].")] = None,
    image: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="To show [3 test images]. Repeatable."),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Images to look at [the run's own test split]."),
    ] = None,
    class_: Annotated[
        list[str] | None,
        typer.Option("--class", metavar="NAME", help="To show over many images [10]. Repeatable."),
    ] = None,
    n: Annotated[
        int, typer.Option("--n", help="Images that maps are tested on; 0: no test.")
    ] = 100,
    filling: Annotated[
        str, typer.Option(metavar="zero|mean", help="What takes the place of deleted pixels.")
    ] = "zero",
    others: Annotated[
        int, typer.Option(help="Models of the folder to show beside, fitted again if need be.")
    ] = 2,
    out: Annotated[
        Path | None, typer.Option(help="Where to [explanations in the run's folder].")
    ] = None,
    backend: Annotated[
        str | None,
        typer.Option(metavar="tensorflow|jax|torch", help="What Keras computes with [the run's]."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Draw a model's kernels, feature maps and class activation maps, and test these maps.

    For runs made with --keep-weights; shallow models are fitted again from their seed. A map is
    tested by insertion and deletion against a random order, the centre and edges, and by drawing
    the weights anew. PNG, CSV and JSON are written, and the next report shows them.
    """
    from benchmark.application import PREFIX
    from depthbench._telling import telling
    from depthbench._wishes import Wishes
    from reports.explanations.explain import explain
    from reports.explanations.explanation import FOLDER
    from reports.explanations.write_explanation import write_explanation

    _check(n=n, others=others)
    words = image or (), data, class_ or (), n, others, _filling(filling)
    with telling() as told:
        wishes = Wishes(*words, told)
        if run.startswith(PREFIX):
            folder = out or _NETWORKS / run.removeprefix(PREFIX)
            of, asked = _network(run, wishes, backend or "tensorflow")
        else:
            past = PastRun.named(run, folder, "--folder")
            of, asked = _run(past, wishes, backend)
            run, folder = past.id, out or past.files / FOLDER
        found = explain(of, asked)
        files = [str(file) for file in write_explanation(found, folder)]
    if as_json:
        typer.echo(json.dumps({"run": run, **found.facts, "files": files}, indent=2))
    else:
        _print(found, files)


def _check(**counts: int) -> None:
    for name, count in counts.items():
        if count < 0:
            raise UsageError(f"expected --{name} of 0 or more, received {count}")


def _filling(text: str) -> Filling:
    from benchmark.faithfulness.deletion import FILLINGS

    for filling in FILLINGS:
        if text == filling:
            return filling
    raise UsageError.unknown("filling", text, FILLINGS)


def _run(past: PastRun, wishes: Wishes, backend: str | None) -> tuple[FittedModel, Asked]:
    from depthbench._run_to_explain import RunToExplain

    compute_with(backend or past.row["keras_backend"])
    return RunToExplain(past.folder, past.row).asked(wishes)


def _network(name: str, wishes: Wishes, backend: str) -> tuple[FittedModel, Asked]:
    from benchmark.application import application

    compute_with(backend)
    of, shape = application(name)
    return of, wishes.asked(of, shape, None)


def _print(found: Explanation, files: list[str]) -> None:
    from reports.explanations.verdict import verdict

    typer.echo(f"{found.facts['model']}: {found.facts['had_by']}")
    if said := verdict(found.facts):
        typer.echo(said)
    for file in files:
        typer.echo(file)
