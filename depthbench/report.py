"""`depthbench report`: make the report again."""

import json
from pathlib import Path
from typing import Annotated

import typer

from depthbench._options import Json


def command(
    folder: Annotated[Path, typer.Argument(help="A results folder.", metavar="DIR")],
    *,
    as_json: Json = False,
) -> None:
    """Make the report of a results folder again, from its table."""
    from reports.evidence import Evidence
    from reports.write_report import write_report

    report = write_report(Evidence.read(folder))
    typer.echo(json.dumps({"report": str(report)}) if as_json else f"report: {report}")
