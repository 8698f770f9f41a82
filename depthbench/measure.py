"""`depthbench measure`: what a machine does, in files small enough to keep."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmark.spec import last_word
from depthbench._options import Backend, MostTime, Seeds, Timeout
from depthbench.run import command as run

_FAILED = 1


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    folder: Annotated[Path, typer.Argument(help="Where results go.", metavar="DIR")],
    *,
    suite: Annotated[
        list[str] | None, typer.Option(help="Instead of speed and full. Repeatable.")
    ] = None,
    seeds: Seeds = None,
    backend: Backend = "tensorflow",
    budget: MostTime = None,
    timeout: Timeout = 3600.0,
) -> None:
    """Run suites one after another, and sum up what was measured on which hardware and when.

    README.md and a table for each suite are small enough to keep. Results that lie in the folder
    already, as of `depthbench run --out DIR/NAME`, are summed up with them. A budget is for each
    suite. Nothing needs a network once data sets are there, and of the backends only the one that
    is asked for need be installed. Given again, it goes on.
    """
    asked = {"seeds": seeds, "backend": backend, "budget": budget, "timeout": timeout}
    try:
        for name in suite if suite is not None else ("speed", "full"):
            _run(name, folder / last_word(name), asked)
    finally:
        found = sorted(path.parent for path in folder.glob("*/records.jsonl"))
        if found:
            _sum_up(folder, found)


def _run(name: str, folder: Path, asked: dict[str, Any]) -> None:
    try:
        run(name, out=folder, **asked)
    except SystemExit as end:
        if end.code != _FAILED:  # a run that failed is a row, and named in the end
            raise


def _sum_up(folder: Path, found: list[Path]) -> None:
    from benchmark.table import write_table
    from reports.evidence import Evidence
    from reports.measurements import measurements

    for results in found:
        write_table(results)
        shutil.copyfile(results / "table.csv", folder / f"{results.name}.csv")
    words = shlex.join(["depthbench", *sys.argv[1:]])
    text = measurements([Evidence.read(results) for results in found], words, folder)
    (folder / "README.md").write_text(text, encoding="utf-8")
    typer.echo(
        f"to keep: {folder / 'README.md'}, {', '.join(f'{each.name}.csv' for each in found)}"
    )
