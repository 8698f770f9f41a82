"""Of a run that several folders have, the one that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_RUN = ["dataset", "model", "seed"]
_KEYS = ["accuracy_key", "data_sha256"]


def latest_runs(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the latest of each run; of runs whose known keys differ, the latest of each key.

    A key that is not known, as of a run that failed early or of an older schema, contradicts none.

    Args:
        table: One row a run and folder, with the number of its folder as `source`.

    Returns:
        The rows that count, in their order, each with a `run` of its own.
    """
    ran = table["status"].ne("skipped")
    order = table.assign(ran=ran).sort_values(
        ["ran", "started_at"], kind="stable", na_position="first"
    )
    differ = order.groupby(_RUN)[_KEYS].transform("nunique").gt(1).any(axis="columns")
    kept = [
        order[~differ].drop_duplicates(_RUN, keep="last"),
        order[differ].dropna(subset=_KEYS).drop_duplicates([*_RUN, *_KEYS], keep="last"),
    ]
    rows = table.loc[sorted([*kept[0].index, *kept[1].index])].reset_index(drop=True)
    twice = rows["run"].duplicated(keep=False)
    named = rows["run"] + "@" + rows["source"].astype(str)
    return rows.assign(run=rows["run"].where(~twice, named))
