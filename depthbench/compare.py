"""`depthbench compare`: what changed between two results folders."""

from __future__ import annotations

import json
import sys
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from benchmark.results import Results
    from reports.change import Change

_FORMATS = ("markdown", "json", "junit", "html")


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    old: Annotated[Path, typer.Argument(help="Results folder from before.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Results folder from after.", metavar="NEW")],
    *,
    tolerance: Annotated[
        float, typer.Option(help="Loss of accuracy that may be borne, as a share of 1.")
    ] = 0.01,
    slower: Annotated[
        float | None,
        typer.Option(
            metavar="RATIO", help="Median time, new over old, that is a regression [none is]."
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(_FORMATS), help="What to write [markdown]."),
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="A page: short for --format html.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to write [standard output; a page: NEW/compare.html]."
        ),
    ] = None,
) -> None:
    """Say, model by model, whether runs, accuracy and times got worse from OLD to NEW.

    Exit status: 1 if something regressed (accuracy by more than the tolerance, times by more than
    --slower, or runs that no longer end well), 0 if nothing is shown to have, 2 on wrong use.
    What is undecided or not comparable does not fail, nor does a model that NEW no longer has.
    """
    form = _form(form, html=html)
    _check(tolerance, slower)
    sides = _read(old, new)
    found = _changes(sides, tolerance, slower)
    if form == "html":
        _write_page(found, sides, tolerance, out or new / "compare.html")
    else:
        _write(_written(found, form), out)
    _leave(found)


def _form(form: str | None, *, html: bool) -> str:
    if form is not None and form not in _FORMATS:
        raise UsageError.unknown("format", form, _FORMATS)
    if html and form not in (None, "html"):
        raise UsageError(f"expected --html or --format {form}, received both")
    return "html" if html else form or "markdown"


def _check(tolerance: float, slower: float | None) -> None:
    if not 0 <= tolerance < 1:
        raise UsageError(f"expected --tolerance from 0 to below 1, received {tolerance:g}")
    if slower is not None and not 1 <= slower < inf:
        raise UsageError(f"expected --slower of 1 or more, received {slower:g}")


def _read(old: Path, new: Path) -> tuple[Results, Results]:
    from benchmark.results import Results

    return Results.read(old), Results.read(new)


def _changes(
    sides: tuple[Results, Results], tolerance: float, slower: float | None
) -> list[Change]:
    from reports.changes import changes

    found = changes(*sides, tolerance=tolerance, slower=slower)
    if not any(change.compared for change in found):
        old, new = (side.folder for side in sides)
        raise UsageError(f"nothing to compare: no model on a data set is in both {old} and {new}")
    return found


def _write_page(
    found: list[Change], sides: tuple[Results, Results], tolerance: float, file: Path
) -> None:
    from reports.changes_html import changes_html

    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(changes_html(found, *sides, tolerance=tolerance), encoding="utf-8")
    typer.echo(f"comparison: {file}")


def _write(text: str, file: Path | None) -> None:
    if file is None:
        typer.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")


def _written(found: list[Change], form: str) -> str:
    if form == "json":
        return json.dumps([change.as_dict() for change in found], indent=2) + "\n"
    if form == "junit":
        from reports.changes_junit import changes_junit

        return changes_junit(found)
    from reports.changes_markdown import changes_markdown

    return changes_markdown(found)


def _leave(found: list[Change]) -> None:
    """Name what regressed, or what a status of 0 must not hide, and end."""
    regressions = [change for change in found if change.verdict == "regression"]
    for change in regressions:
        typer.echo(f"regression: {change.text}", err=True)
    if not any(change.quantity == "accuracy" and change.compared for change in found):
        typer.echo("no accuracy could be compared", err=True)
    sys.exit(1 if regressions else 0)
