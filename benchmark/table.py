"""The table of a results folder: one row a run, as a pandas DataFrame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark._save_table import TABLE, save_table
from benchmark._time_to_accuracy import time_to_accuracy
from benchmark.asked import SUITE, target_of
from benchmark.completed import completed
from benchmark.results import Results
from benchmark.rows import RECORDS, check_schema, latest, read_rows
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = ("dataset", "model", "seed", "status", "schema_version")


def write_table(folder: Path) -> pd.DataFrame:
    """Derive `table.parquet` and `table.csv` from the rows; of a repeated run the last counts.

    Raises:
        UsageError: If there is no row.
    """
    import pandas as pd

    changed = _changed(folder / RECORDS)
    rows, _ = read_rows(folder, older=True)
    table = pd.DataFrame(latest(rows))
    if table.empty:
        raise UsageError(f"no results in {folder} yet: no run has ended")
    table = completed(table)
    table = time_to_accuracy(table, Results(folder, table).history, target_of(folder))
    save_table(table, folder, changed)
    return table


def read_table(folder: Path) -> pd.DataFrame:
    """Read the table of a results folder, derived anew where rows have come since.

    One of an older schema gets the columns that it lacks.

    Raises:
        UsageError: If the folder holds no results, or those of a newer schema.
    """
    records, path = folder / RECORDS, folder / TABLE
    if records.is_file() and (not path.is_file() or _changed(path) < _changed(records)):
        return write_table(folder)
    if not path.is_file():
        raise UsageError(_nothing_in(folder))
    table = _read(path)
    if table is not None:
        return completed(table)
    if records.is_file():
        return write_table(folder)
    raise UsageError(f"{path} is damaged, and there is no {RECORDS} to make it from")


def _read(path: Path) -> pd.DataFrame | None:
    """Read a table from disk; None where it is damaged."""
    import pandas as pd

    try:
        table = pd.read_parquet(path)
        schema = int(table["schema_version"].max())
    except (ValueError, OSError, KeyError, TypeError):  # as pyarrow's own errors are
        return None
    check_schema(path, schema, older=True)
    return table if set(_NEEDED) <= set(table) else None


def _nothing_in(folder: Path) -> str:
    if not folder.is_dir():
        found = "it is a file" if folder.exists() else "there is no such folder"
        meant = Path("results", folder)  # where suites put theirs
        hint = f"; did you mean {meant}?" if meant.is_dir() else ""
        return f"no results in {folder}: {found}{hint}"
    if (folder / SUITE).is_file():
        return f"no results in {folder} yet: no run has ended"
    return f"no results in {folder}: expected {RECORDS} or {TABLE}"


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
