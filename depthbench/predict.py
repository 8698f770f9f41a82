"""`depthbench predict`: classify image files by what a run has learned."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.usage_error import UsageError
from depthbench._compute_with import compute_with
from depthbench._options import Json
from depthbench._past_run import PastRun

if TYPE_CHECKING:
    from depthbench._classify import Classified


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    run: Annotated[
        str, typer.Argument(help="A run's id, or its beginning, or its folder.", metavar="RUN")
    ],
    images: Annotated[list[Path], typer.Argument(help="Image files.", metavar="IMAGE...")],
    *,
    folder: Annotated[Path | None, typer.Option(help="Results folder [results/quick].")] = None,
    top: Annotated[int, typer.Option(help="How many classes an image, likeliest first.")] = 1,
    backend: Annotated[
        str | None,
        typer.Option(metavar="tensorflow|jax|torch", help="What Keras computes with [the run's]."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Classify image files by what a run has learned, if it was made with --keep-weights.

    PNG, JPEG, BMP, TIFF, WebP or GIF, or what the data set was made of: sounds, and clips, of whose
    frames the mean score counts. Each is brought to the size and the channels that the model has
    learned from, by the data set's own rule where it has one. It must look like those images in all
    else: MNIST's digits are white on black.

    Exit status: 0 if all were classified, 1 if a file could not be read, 2 on wrong use.
    """
    from depthbench._classify import classify, kept_by

    if top < 1:
        raise UsageError(f"expected --top of 1 or more, received {top}")
    past = PastRun.named(run, folder, "--folder")
    kept = kept_by(past.row, past.files)
    compute_with(backend or past.row["keras_backend"])
    found = classify(kept, past.files, images)
    if as_json:
        typer.echo(json.dumps(_answer(past, found, top), indent=2))
    elif any(each.classes for each in found):
        _print(found, top)
    for each in found:
        if each.note:
            typer.echo(each.note if not each.classes else f"{each.file}: {each.note}", err=True)
    sys.exit(0 if all(each.classes for each in found) else 1)


def _answer(past: PastRun, found: list[Classified], top: int) -> dict[str, object]:
    from depthbench._classify import are_probabilities

    return {
        "run": past.id,
        "folder": str(past.folder),
        "scores": "probability" if are_probabilities(found) else "margin",
        "images": [each.as_dict(top) for each in found],
    }


def _print(found: list[Classified], top: int) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from depthbench._classify import are_probabilities
    from reports._words import percent

    sure = are_probabilities(found)
    table = Table(box=SIMPLE_HEAD)
    for column in ("file", "class"):
        table.add_column(column, overflow="fold")
    table.add_column("probability" if sure else "margin", justify="right", no_wrap=True)
    for each in found:
        for place, (name, score) in enumerate(each.classes[:top]):
            file = "" if place else str(each.file)
            table.add_row(escape(file), escape(name), percent(score) if sure else f"{score:.3f}")
    Console(highlight=False).print(table)
