"""The files that a run left out, with the reason."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_COLUMNS = ("path", "damage", "message")


def write_skipped(tables: dict[str, pd.DataFrame], folder: Path) -> int:
    """Write `skipped.csv` into a results folder; none where nothing was left out.

    Args:
        tables: By data set, the rows of its files, as `Pictures` has them.
        folder: The results folder.

    Returns:
        How many files it lists.
    """
    rows = [
        (dataset, *row)
        for dataset, table in tables.items()
        for row in table.loc[table["damage"] != "", list(_COLUMNS)].itertuples(index=False)
    ]
    path = folder / "skipped.csv"
    if not rows:
        path.unlink(missing_ok=True)
        return 0
    draft = folder / f".{path.name}.part"
    with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("dataset", *_COLUMNS))
        writer.writerows(rows)
    draft.replace(path)
    return len(rows)
