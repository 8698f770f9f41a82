"""The runs of one model on one data set, of two folders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmark.keys import differing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmark.results import Results

_NEEDED = (  # a table of an older schema may lack them
    "control_of",
    "accuracy",
    "accuracy_key",
    "timing_key",
    "data_sha256",
    "n_train",
    "n_test",
    "n_classes",
    "fit_seconds",
    "predict_batch_seconds",
    "predict_batch",
    "predict_one_seconds",
)
_DIGITS = 12  # of a fingerprint, as keys have


@dataclass(frozen=True)
class Pair:
    """What is compared: rows of one model on one data set, one a seed, on either side.

    Args:
        dataset: Spec string.
        model: Spec string.
        old: Rows of the one folder; there may be none.
        new: Rows of the other.
    """

    dataset: str
    model: str
    old: pd.DataFrame
    new: pd.DataFrame

    @classmethod
    def all_of(cls, old: Results, new: Results) -> list[Pair]:
        """Pair the models of two folders on each data set, in alphabetical order; no controls."""
        tables = [_complete(results.table) for results in (old, new)]
        both = pd.concat(tables)
        asked = both[both["control_of"].isna()][["dataset", "model"]].drop_duplicates()
        return [
            cls(str(dataset), str(model), *(_of(table, dataset, model) for table in tables))
            for dataset, model in sorted(asked.itertuples(index=False, name=None))
        ]

    @property
    def one_sided(self) -> str:
        """Say that only one of the folders has it; empty where both do."""
        if self.old.empty:
            return "new: only the new folder has it"
        return "gone: only the old folder has it" if self.new.empty else ""

    def where(self, statuses: Sequence[str]) -> Pair:
        """Keep the rows with certain statuses."""
        old, new = (rows[rows["status"].isin(statuses)] for rows in (self.old, self.new))
        return replace(self, old=old, new=new)

    def measured(self, column: str) -> Pair:
        """Keep the rows that have a value in a column."""
        old, new = (rows.dropna(subset=column) for rows in (self.old, self.new))
        return replace(self, old=old, new=new)

    def refusal(self, key: str, columns: Iterable[str]) -> str:
        """Say what forbids comparing the rows; empty where nothing does.

        Args:
            key: The column of the key that all rows must share.
            columns: What the key is made of, and what must agree besides.
        """
        rows = pd.concat([self.old, self.new])
        words = _words(differing(rows.to_dict("records"), columns))
        if words or len(rows[key].dropna().unique()) > 1:
            return f"the runs differ in what must agree ({words or key})"
        return f"no run has its {key}" if rows[key].isna().all() else ""


def _complete(table: pd.DataFrame) -> pd.DataFrame:
    missing = {name: None for name in _NEEDED if name not in table}
    return table.assign(**missing)


def _of(table: pd.DataFrame, dataset: Any, model: Any) -> pd.DataFrame:
    return table[table["dataset"].eq(dataset) & table["model"].eq(model)]


def _words(differ: dict[str, list[Any]]) -> str:
    return "; ".join(
        f"{column}: {', '.join(_short(value) for value in values)}"
        for column, values in differ.items()
    )


def _short(value: object) -> str:
    text = "unknown" if value is None else str(value)
    is_fingerprint = len(text) == 64 and set(text) <= set("0123456789abcdef")  # noqa: PLR2004
    return text[:_DIGITS] if is_fingerprint else text
