"""`depthbench report`: make the report again, or one of several results folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.usage_error import UsageError
from depthbench._options import Json
from reports.formats import FORMATS

if TYPE_CHECKING:
    from reports.evidence import Evidence

_MERGED = Path("results/merged")


def command(
    folders: Annotated[list[Path], typer.Argument(help="Results folders.", metavar="DIR")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help=f"Where to write [the one DIR, or {_MERGED} of several]."
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="|".join(FORMATS), help="Beside HTML, what to write. Repeatable."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make the report of a results folder again, from its table; of several, one for them all.

    Several are merged, and --out gets table and report; they themselves stay as they are, and so
    do the files of their runs. Of a run that two of them have with the same keys the later counts.
    The merged folder can be reported again by itself.
    """
    from reports.write_report import write_report

    chosen = _checked(formats or [])
    evidence = _evidence(folders, out)
    report = write_report(evidence, chosen)
    written = {form: str(report.with_name(FORMATS[form])) for form in chosen}
    if as_json:
        typer.echo(json.dumps({"report": str(report), "written": written}))
        return
    if evidence.results.sources:
        typer.echo(f"table:  {evidence.results.folder / 'table.parquet'}")
    typer.echo("\n".join(f"report: {path}" for path in written.values()))


def _evidence(folders: list[Path], out: Path | None) -> Evidence:
    from reports.evidence import Evidence

    if len(folders) == 1 and out is None:
        return Evidence.read(folders[0])
    from benchmark.write_merged import write_merged

    merged = write_merged(folders, out or _MERGED)
    dropped = sum(source.dropped for source in merged.sources)
    typer.echo(
        f"merged: {len(merged.table)} runs, without {dropped} of which another folder has a later "
        "one",
        err=True,
    )
    return Evidence(merged)


def _checked(formats: list[str]) -> list[str]:
    """Give what is written, HTML first, each once."""
    for form in formats:
        if form not in FORMATS:
            raise UsageError.unknown("format", form, FORMATS)
    return [form for form in FORMATS if form == "html" or form in formats]
