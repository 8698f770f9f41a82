"""`depthbench board`: a leaderboard of results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from depthbench._options import Json

_OF_SEVERAL = Path("results")
_FILE = "board.html"


def command(
    folders: Annotated[list[Path], typer.Argument(help="Results folders.", metavar="DIR")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"Where to write [DIR/{_FILE}; of several {_OF_SEVERAL / _FILE}].",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a leaderboard: one page, data set by data set, that needs no other file.

    Several folders are merged for it as `depthbench report` merges them.
    """
    from benchmark.merge import merge
    from benchmark.results import Results
    from reports.evidence import Evidence
    from reports.write_board import write_board

    several = len(folders) > 1
    file = out or (_OF_SEVERAL if several else folders[0]) / _FILE
    results = merge(folders, file.parent) if several else Results.read(folders[0])
    if several or out is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    write_board(Evidence(results), file)
    typer.echo(json.dumps({"board": str(file)}) if as_json else f"board: {file}")
