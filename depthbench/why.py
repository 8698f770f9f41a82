"""`depthbench why`: the runs behind a claim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depthbench._options import Json

if TYPE_CHECKING:
    import pandas as pd

    from benchmark.results import Results
    from reports.claim import Claim
    from reports.evidence import Evidence


def command(
    claim: Annotated[str, typer.Argument(help="Its name in the report.", metavar="CLAIM")],
    folder: Annotated[Path, typer.Argument(help="A results folder.", metavar="DIR")] = Path(
        "results/quick"
    ),
    *,
    as_json: Json = False,
) -> None:
    """Show a claim with its tests, and the runs behind it, seed by seed."""
    from reports.evidence import Evidence

    evidence = Evidence.read(folder)
    found = evidence.claim(claim)
    runs = _runs(evidence, found)
    if as_json:
        folders = [str(evidence.results.folder_of(run)) for run in runs["run"]]
        rows = runs.assign(folder=folders).to_dict("records")
        typer.echo(json.dumps({**found.as_dict(), "runs": rows}, indent=2))
    else:
        _print(found, runs, evidence.results)


def _runs(evidence: Evidence, claim: Claim) -> pd.DataFrame:
    columns = ["seed", "model", "accuracy", "status", "run"]
    rows = evidence.table[evidence.table["run"].isin(claim.rows)]
    return rows[columns].sort_values(["seed", "model"], ignore_index=True)


def _print(claim: Claim, runs: pd.DataFrame, results: Results) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    console.print(f"{escape(claim.text)}.\n", highlight=False)
    for name, value in _tests(claim).items():
        console.print(escape(f"{name}: {value}"), highlight=False)
    table = Table("seed", *map(escape, (claim.better, claim.worse)), "difference", box=SIMPLE_HEAD)
    for seed, pair in runs.groupby("seed"):
        accuracy = pair.set_index("model")["accuracy"]
        better, worse = 100 * accuracy[claim.better], 100 * accuracy[claim.worse]
        table.add_row(str(seed), f"{better:.2f} %", f"{worse:.2f} %", f"{better - worse:+.2f}")
    console.print(table)
    folders = [results.folder_of(run) for run in runs["run"]]
    for parent in dict.fromkeys(folder.parent for folder in folders):
        console.print(f"runs: {escape(str(parent))}/", highlight=False, soft_wrap=True)
        for folder in folders:
            if folder.parent == parent:
                console.print(f"  {escape(folder.name)}", highlight=False, soft_wrap=True)


def _tests(claim: Claim) -> dict[str, str]:
    """Name the tests with their outcome."""
    from reports._words import p_value

    if claim.mcnemar_p is not None:
        return {claim.test: f"p is {p_value(claim.mcnemar_p)}, of these two trained models only"}
    if claim.p is None or claim.p_holm is None or claim.sign_flip_p is None:
        return {}
    if claim.probability_better is None:
        return {}
    wins, low, high = claim.probability_better
    return {
        claim.test: f"p is {p_value(claim.p)} alone, {p_value(claim.p_holm)} after Holm",
        "sign-flip permutation over seeds": f"p is {p_value(claim.sign_flip_p)}, uncorrected",
        f"P({claim.better} wins with a new seed)": f"{wins:.2f} ({low:.2f} to {high:.2f})",
        "smallest difference visible here": f"{claim.smallest_points:.2f} points",
    }
