"""Several results folders as one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark._latest_runs import latest_runs
from benchmark._time_to_accuracy import time_to_accuracy
from benchmark.asked import target_of
from benchmark.results import Results
from benchmark.source import SOURCES, Source
from benchmark.table import read_table
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def merge(folders: Sequence[Path], out: Path) -> Results:
    """Put the rows of results folders together; nothing is written, and no run's files move.

    The same run (data set, model, seed) with the same keys in two folders is one run: the later
    counts, but never one that was skipped before one that was made. With other images or another
    accuracy key it is not the same: both stay, with the number of their folder behind their id,
    and whoever compares them says in what they differ.

    Args:
        folders: One or more.
        out: Where the merged folder lies, or would: paths start there.

    Returns:
        A table with a column `run_folder`, where the files of each run lie, as seen from `out`;
        and where its rows are from.

    Raises:
        UsageError: If a folder holds no results, is merged itself, or is given twice.
    """
    _check(folders)
    paths = [_path(folder, out) for folder in folders]
    table = _together([read_table(folder) for folder in folders], paths)
    kept = latest_runs(table)
    sources = tuple(
        Source(path, int((kept["source"] == number).sum()), _dropped(table, kept, number))
        for number, path in enumerate(paths, 1)
    )
    results = Results(out, kept.drop(columns="source"), sources)
    targets = {target_of(folder) for folder in folders}
    target = targets.pop() if len(targets) == 1 else None
    return Results(out, time_to_accuracy(results.table, results.history, target), sources)


def _check(folders: Sequence[Path]) -> None:
    seen: set[Path] = set()
    for folder in folders:
        if folder.resolve() in seen:
            raise UsageError(f"expected different folders, received {folder} twice")
        seen.add(folder.resolve())
        if (folder / SOURCES).is_file():
            parts = " ".join(os.path.normpath(folder / each.folder) for each in Source.read(folder))
            raise UsageError(f"{folder} is merged itself; give what it is made of: {parts}")


def _path(folder: Path, out: Path) -> str:
    """Write a folder's path from another: it holds where both are moved together."""
    try:
        return Path(os.path.relpath(folder.resolve(), out.resolve())).as_posix()
    except ValueError:  # another drive
        return folder.resolve().as_posix()


def _together(tables: Sequence[pd.DataFrame], paths: Sequence[str]) -> pd.DataFrame:
    """Stack tables: a column that one lacks, or has nothing in, takes its type from the others."""
    import pandas as pd

    marked = [
        table.assign(source=number, run_folder=[f"{path}/runs/{run}" for run in table["run"]])
        for number, (table, path) in enumerate(zip(tables, paths, strict=True), 1)
    ]
    names = dict.fromkeys(name for table in marked for name in table)
    stacked = pd.concat([table.dropna(axis="columns", how="all") for table in marked])
    return stacked.reindex(columns=list(names)).reset_index(drop=True)


def _dropped(table: pd.DataFrame, kept: pd.DataFrame, number: int) -> int:
    return int((table["source"] == number).sum() - (kept["source"] == number).sum())
