"""The files that runs left out, with the reason."""

from __future__ import annotations

import csv
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

from benchmark._write_whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_COLUMNS = ("path", "damage", "message")


def write_skipped(tables: dict[str, pd.DataFrame], folder: Path) -> int:
    """Write `skipped.csv` into a results folder; none where nothing was left out.

    What it lists of other data sets stays: their runs are not made again.

    Args:
        tables: By data set, the rows of its files, as `Pictures` has them.
        folder: The results folder.

    Returns:
        How many files of these data sets it lists.
    """
    path = folder / "skipped.csv"
    others = [row for row in _read(path) if row[0] not in tables]
    rows = [
        [dataset, *row]
        for dataset, table in tables.items()
        for row in table.loc[table["damage"] != "", list(_COLUMNS)].itertuples(index=False)
    ]
    if not (others or rows):
        path.unlink(missing_ok=True)
        return 0
    text = StringIO(newline="")
    csv.writer(text).writerows([("dataset", *_COLUMNS), *others, *rows])
    write_whole(path, text.getvalue())
    return len(rows)


def _read(path: Path) -> list[list[str]]:
    """Give the rows that an earlier command wrote."""
    with suppress(OSError, ValueError, csv.Error), path.open(encoding="utf-8", newline="") as file:
        return [row for row in list(csv.reader(file))[1:] if row]
    return []
