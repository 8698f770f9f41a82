"""Which models and which seeds of a data set can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from benchmark.keys import ACCURACY_COLUMNS, differing
from benchmark.record import ENDED_WELL
from reports._words import listed, plural
from reports.controls import failed_controls

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEASURED = ("accuracy", "n_test")  # a row may lack what its schema had not
_UNMEASURED = f"without {' or '.join(_MEASURED)}"
_FEWEST = 0.5  # of a data set's seeds, for a model to be ranked


@dataclass(frozen=True)
class Entrants:
    """The runs that a ranking is made of: complete blocks, every model with every seed.

    Args:
        rows: Of ranked models, on seeds with which all of them ended well.
        runs: How many seeds were asked for.
        unranked: A row a model that is left out: `model`, `coverage`, `reason`.
        refusal: Why nothing can be compared; empty where something can.
    """

    rows: pd.DataFrame
    runs: int
    unranked: pd.DataFrame
    refusal: str

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of the complete blocks."""
        return tuple(sorted(int(seed) for seed in self.rows["seed"].unique()))

    @classmethod
    def of(cls, table: pd.DataFrame, dataset: str) -> Entrants:
        """Choose models that ended well with half of the seeds or more, and their common seeds.

        Fewer seeds would leave too few blocks to all others. A model that failed a control, as
        one that learns shuffled labels, is left out whatever its accuracy; a seed that all models
        skipped was not asked for.

        Args:
            table: One row a run.
            dataset: Spec string.
        """
        asked = table[table["dataset"].eq(dataset)]
        asked = asked[~asked["seed"].map(asked.groupby("seed")["status"].agg(_put_off))]
        well = asked[_ended_well(asked)]
        seeds = asked["seed"].nunique()
        reasons = _reasons(asked, well, seeds, failed_controls(table, dataset))
        rows = well[~well["model"].isin(reasons)]
        refusal = _two_keys(rows)
        complete = _blocks(rows)
        while not refusal and complete.empty and len(rows):
            fewest = str(rows["model"].value_counts(ascending=True).index[0])
            reasons[fewest] = "has no seed in common with the others"
            rows = rows[~rows["model"].eq(fewest)]
            complete = _blocks(rows)
        unranked = pd.DataFrame(
            [
                (model, f"{well['model'].eq(model).sum()} of {seeds}", reason)
                for model, reason in reasons.items()
            ],
            columns=["model", "coverage", "reason"],
        )
        if not refusal and complete.empty:
            refusal = "nothing to rank: no model ended well with half of the seeds or more"
        return cls(complete.iloc[:0] if refusal else complete, seeds, unranked, refusal)


def _ended_well(rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["status"].isin(ENDED_WELL) & rows[list(_MEASURED)].notna().all(axis="columns")


def _blocks(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the seeds with which all models ended well."""
    whole = rows.groupby("seed")["model"].nunique().eq(rows["model"].nunique())
    return rows[rows["seed"].isin(whole[whole].index)]


def _put_off(statuses: pd.Series[str]) -> bool:
    """Tell a seed that no model was run with, as where the time was bounded."""
    return bool(statuses.eq("skipped").all())


def _reasons(
    asked: pd.DataFrame, well: pd.DataFrame, seeds: int, failed: Mapping[str, str]
) -> dict[str, str]:
    """Say of each model that cannot be ranked why not."""
    reasons = {}
    for model, runs in asked.groupby("model"):
        if (n := int(well["model"].eq(model).sum())) < max(1, _FEWEST * seeds):
            left_out = runs[~_ended_well(runs)]["status"]
            ended = left_out.replace(list(ENDED_WELL), _UNMEASURED).value_counts()
            counted = ", ".join(f"{count} {status}" for status, count in ended.items())
            reasons[str(model)] = f"{plural(n, 'seed')} of {seeds} ended well" + (
                f" ({counted})" if counted else ""
            )
        elif model in failed:
            reasons[str(model)] = failed[str(model)]
    return reasons


def _two_keys(rows: pd.DataFrame) -> str:
    """Say in what rows differ that may not stand in one ranking."""
    if len(rows["accuracy_key"].unique()) > 1:
        differ = differing(rows.to_dict("records"), ACCURACY_COLUMNS)
        by = f", by {listed(differ)}" if differ else ""
        return f"refused: the runs have different accuracy keys{by}"
    if len(rows[["seed", "data_sha256"]].drop_duplicates()) > rows["seed"].nunique():
        return "refused: with one and the same seed the runs have different splits (data_sha256)"
    return ""
