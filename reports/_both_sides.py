"""What two results folders were made with, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from benchmark.environment import VERSION_COLUMNS
from benchmark.keys import TIMING_COLUMNS
from reports._values import values_of
from reports._words import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmark.results import Results

_FACTS = tuple(
    dict.fromkeys(
        (
            *("suite", "schema_version", "metrics_version", "git_commit", "platform"),
            *("backend", *TIMING_COLUMNS, *VERSION_COLUMNS),
        )
    )
)
_DIFFERS = "differs"


def environments_of(old: Results, new: Results) -> pd.DataFrame:
    """List facts with the values that occur on either side; what neither knows is left out.

    Returns:
        Texts: `fact`, `old`, `new`, and a last column that is empty where both agree.
    """
    rows = []
    for fact in _FACTS:
        sides = [values_of(results.table.reindex(columns=[fact])[fact]) for results in (old, new)]
        if any(sides):
            rows.append((fact.replace("_", " "), *_texts(sides)))
    return pd.DataFrame(rows, columns=["fact", "old", "new", "agree"])


def keys_of(old: Results, new: Results) -> pd.DataFrame:
    """List the keys of each data set on either side, in the same way; controls are left out."""
    tables = [results.table.reindex(columns=_KEYED) for results in (old, new)]
    tables = [table[table["control_of"].isna()] for table in tables]
    datasets = sorted({str(name) for table in tables for name in table["dataset"]})
    rows = []
    for dataset in datasets:
        for key in _KEYED[2:]:
            sides = [values_of(table[table["dataset"].eq(dataset)][key]) for table in tables]
            rows.append((dataset, key.replace("_", " "), *_texts(sides)))
    return pd.DataFrame(rows, columns=["data set", "key", "old", "new", "agree"])


_KEYED = ["dataset", "control_of", "accuracy_key", "timing_key"]


def _texts(sides: Iterable[list[str]]) -> tuple[str, str, str]:
    old, new = (", ".join(side) or MISSING for side in sides)
    return old, new, "" if old == new else _DIFFERS
