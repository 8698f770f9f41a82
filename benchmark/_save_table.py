"""Put a table on disk, as Parquet and as CSV."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

TABLE = "table.parquet"


def save_table(table: pd.DataFrame, folder: Path, changed: int) -> None:
    """Write `table.parquet` and `table.csv`, each whole or not at all.

    Args:
        table: One row a run.
        folder: Where they are to lie.
        changed: When what the table was made from was changed last, in ns: the table looks as old.
    """
    draft = folder / f".table.{os.getpid()}.part"
    table.to_csv(draft, index=False)
    draft.replace(folder / "table.csv")
    table.to_parquet(draft, index=False)
    os.utime(draft, ns=(changed, changed))
    draft.replace(folder / TABLE)
