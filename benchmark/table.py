"""The table of a results folder: one row a run, as a pandas DataFrame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.rows import RECORDS, key, read_rows
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import pandas as pd

_TABLE = "table.parquet"


def write_table(folder: Path) -> pd.DataFrame:
    """Derive `table.parquet` and `table.csv` from the rows; of a repeated run the last counts."""
    import pandas as pd

    rows, _ = read_rows(folder)
    table = pd.DataFrame(list({key(row): row for row in rows}.values()))
    table.to_csv(folder / "table.csv", index=False)
    draft = folder / f".{_TABLE}.part"
    table.to_parquet(draft, index=False)
    draft.replace(folder / _TABLE)  # last, and whole: its age tells whether rows have come since
    return table


def read_table(folder: Path) -> pd.DataFrame:
    """Read the table of a results folder, derived anew where rows have come since.

    Raises:
        UsageError: If the folder holds no table and no rows.
    """
    import pandas as pd

    records, table = folder / RECORDS, folder / _TABLE
    if records.is_file() and (not table.is_file() or _changed(table) < _changed(records)):
        return write_table(folder)
    if not table.is_file():
        raise UsageError(f"no results in {folder}: expected {RECORDS} or {_TABLE}")
    return pd.read_parquet(table)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
