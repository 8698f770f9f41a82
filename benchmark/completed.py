"""The table of an older schema, with the columns that have been added since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark._columns import COLUMNS
from benchmark.spec import Spec

if TYPE_CHECKING:
    import pandas as pd

_UNKNOWN: dict[str, Any] = {  # what is read as text
    "suite": "unknown",
    "family": "unknown",
    "error": "",
    "started_at": "",
}


def completed(table: pd.DataFrame) -> pd.DataFrame:
    """Add the columns that a table lacks, as missing values, after those that it has.

    Args:
        table: One row a run, with `dataset`, `model`, `seed` and `status` at the least.
    """
    import pandas as pd

    missing = [name for name in COLUMNS if name not in table]
    if not missing and table["run"].notna().all():
        return table
    known = table.reindex(columns=[*table, *missing])
    asked = zip(table["dataset"], table["model"], table["seed"], strict=True)
    ids = [Spec(str(dataset), str(model), int(seed)).id for dataset, model, seed in asked]
    run = known["run"].astype(object)
    known["run"] = run.where(run.notna(), pd.Series(ids, known.index, dtype=object))
    return known.assign(**{name: _UNKNOWN[name] for name in missing if name in _UNKNOWN})
