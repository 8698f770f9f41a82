"""`depthbench prepare`: data sets ahead of time, so that nothing needs a network later."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError
from depthbench._options import Json

if TYPE_CHECKING:
    from benchmark.prepared import Prepared


def command(
    datasets: Annotated[
        list[str],
        typer.Argument(help="Specs, as mnist or cifar100(labels='coarse').", metavar="DATASET..."),
    ],
    *,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIR", help="Where their files lie, if not on a network."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Fetch or import data sets, check their files and decode them, for all later runs.

    Files that are published are checked by SHA-256 and kept in the Keras cache; a download that
    was cut goes on where it stopped. With --from they are copied from a folder; a tree of many
    files is not copied but linked to, so it has to stay.

    Exit status: 0 if all are there, 1 if one cannot be had or is damaged, 2 on wrong use.
    """
    if source is not None and not source.is_dir():
        raise UsageError(f"expected a folder as --from, received {source}")
    for spec in datasets:
        DATASETS.normalise(spec)
    found = [done for spec in datasets if (done := _prepared(spec, source, as_json=as_json))]
    if as_json:
        typer.echo(json.dumps([each.as_dict() for each in found], indent=2))
    sys.exit(0 if len(found) == len(datasets) else 1)


def _prepared(spec: str, source: Path | None, *, as_json: bool) -> Prepared | None:
    """Prepare a data set and say so; nothing if that failed, which is said too."""
    from benchmark.prepare import prepare
    from depthbench._telling import telling

    try:
        with telling() as told:
            done = prepare(spec, source, told)
    except (OSError, ValueError) as error:
        typer.echo(f"error: {spec}: {error}", err=True)
        return None
    if not as_json:
        typer.echo(str(done))
    return done
