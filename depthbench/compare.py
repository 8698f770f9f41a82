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
    from reports.change import Change

_FORMATS = ("markdown", "json", "junit")


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
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="What to write.")
    ] = "markdown",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write [standard output].")
    ] = None,
) -> None:
    """Say, model by model, whether runs, accuracy and times got worse from OLD to NEW.

    Exit status: 1 if something regressed (accuracy by more than the tolerance, times by more than
    --slower, or runs that no longer end well), 0 if nothing is shown to have, 2 on wrong use.
    What is undecided or not comparable does not fail, nor does a model that NEW no longer has.
    """
    _check(tolerance, slower, form)
    found = _changes(old, new, tolerance, slower)
    text = _written(found, form)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
    _leave(found)


def _check(tolerance: float, slower: float | None, form: str) -> None:
    if not 0 <= tolerance < 1:
        raise UsageError(f"expected --tolerance from 0 to below 1, received {tolerance:g}")
    if slower is not None and not 1 <= slower < inf:
        raise UsageError(f"expected --slower of 1 or more, received {slower:g}")
    if form not in _FORMATS:
        raise UsageError.unknown("format", form, _FORMATS)


def _changes(old: Path, new: Path, tolerance: float, slower: float | None) -> list[Change]:
    from benchmark.results import Results
    from reports.changes import changes

    found = changes(Results.read(old), Results.read(new), tolerance=tolerance, slower=slower)
    if not any(change.compared for change in found):
        raise UsageError(f"nothing to compare: no model on a data set is in both {old} and {new}")
    return found


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
