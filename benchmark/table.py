"""The table of a results folder: one row a run, as a pandas DataFrame."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark._time_to_accuracy import time_to_accuracy
from benchmark.asked import target_of
from benchmark.results import Results
from benchmark.rows import RECORDS, check_schema, latest, read_rows
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import pandas as pd

_TABLE = "table.parquet"


def write_table(folder: Path) -> pd.DataFrame:
    """Derive `table.parquet` and `table.csv` from the rows; of a repeated run the last counts.

    Raises:
        UsageError: If there is no row.
    """
    import pandas as pd

    changed = _changed(folder / RECORDS)
    rows, _ = read_rows(folder)
    table = pd.DataFrame(latest(rows))
    if table.empty:
        raise UsageError(f"no results in {folder} yet: no run has ended")
    table = time_to_accuracy(table, Results(folder, table).history, target_of(folder))
    draft = folder / f".table.{os.getpid()}.part"
    table.to_csv(draft, index=False)
    draft.replace(folder / "table.csv")
    table.to_parquet(draft, index=False)
    os.utime(draft, ns=(changed, changed))  # as old as the rows that it has
    draft.replace(folder / _TABLE)
    return table


def read_table(folder: Path) -> pd.DataFrame:
    """Read the table of a results folder, derived anew where rows have come since.

    Raises:
        UsageError: If the folder holds no results, or those of another schema.
    """
    import pandas as pd

    records, path = folder / RECORDS, folder / _TABLE
    if records.is_file() and (not path.is_file() or _changed(path) < _changed(records)):
        return write_table(folder)
    if not path.is_file():
        raise UsageError(f"no results in {folder}: expected {RECORDS} or {_TABLE}")
    try:
        table = pd.read_parquet(path)
    except (ValueError, OSError):  # as pyarrow's own errors are
        if records.is_file():
            return write_table(folder)
        raise UsageError(f"{path} is damaged, and there is no {RECORDS} to make it from") from None
    check_schema(path, int(table["schema_version"].max()))
    return table


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
