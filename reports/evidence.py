"""What a results folder shows: its table, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from benchmark.results import Results
from benchmark.trials_of import trials_of
from benchmark.usage_error import UsageError
from reports._brief_names import brief_names
from reports._natural import natural
from reports._short_names import short_names
from reports._titles import titles
from reports.board import Board
from reports.claims_of import apart, claims_of
from reports.look import Look, looks
from reports.timings import timings

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from reports.claim import Claim


@dataclass(frozen=True)
class Evidence:
    """The ground on which sections stand; what takes time is worked out once.

    Args:
        results: A results folder.
    """

    results: Results

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a results folder.

        Raises:
            UsageError: If it holds no results, or those of a newer schema.
        """
        return cls(Results.read(folder))

    @property
    def table(self) -> pd.DataFrame:
        """One row a run, controls included."""
        return self.results.table

    @cached_property
    def names(self) -> dict[str, str]:
        """Give each model, by its spec string, a name that is short and that no other has."""
        names = short_names(sorted(map(str, self.table["model"].unique())))
        return brief_names(names, self._tried_and_shown[1])

    @cached_property
    def looks(self) -> dict[str, Look]:
        """Give each model, by its spec string, the look that it has in every figure.

        Those that were tried come after all others, which have the first colours then.
        """
        known = self.table.dropna(subset=["family"]).groupby("model")["family"].first()
        tried, shown = self._tried_and_shown
        ordered = sorted(self.names, key=lambda model: (model not in shown, model in tried))
        return looks({model: str(known.get(model, "")) for model in ordered})

    @cached_property
    def _tried_and_shown(self) -> tuple[set[str], set[str]]:
        """Find the models that were tried, and those that boards show."""
        tries = self.table["dataset"].map(lambda name: trials_of(str(name)) is not None)
        tried, shown = (set(self.table["model"][each]) for each in (tries, ~tries))
        return tried, shown

    @cached_property
    def boards(self) -> list[Board]:
        """Give the ranking of each data set; those of controls and of trials are left out."""
        runs = self.table[self.table["control_of"].isna()]
        names = sorted(map(str, runs["dataset"].unique()), key=natural)
        named = titles(name for name in names if trials_of(name) is None)
        return [Board.of(self.results, name, title) for name, title in named.items()]

    @cached_property
    def timings(self) -> dict[str, tuple[pd.DataFrame, str]]:
        """Give what the models of each data set took, or why not, as `timings` does."""
        return {board.dataset: timings(self.table, board.dataset) for board in self.boards}

    def fits(self, dataset: str) -> dict[str, float]:
        """Give the median seconds of a fit of each model of a data set that has times."""
        timed, _ = self.timings[dataset]
        fits = {str(row["model"]): row["fit_seconds"] for row in timed.to_dict("records")}
        return {model: fit.estimate for model, fit in fits.items() if fit is not None}

    @cached_property
    def claims(self) -> list[Claim]:
        """Give what is claimed, pair by pair of ranked models."""
        return apart([claim for board in self.boards for claim in claims_of(board)])

    def claim(self, name: str) -> Claim:
        """Give a claim by its id.

        Raises:
            UsageError: If there is none of that name.
        """
        known = {claim.id: claim for claim in self.claims}
        if name not in known:
            raise UsageError.unknown("claim", name, known)
        return known[name]

    def claim_on(self, dataset: str, models: Collection[str | None]) -> Claim | None:
        """Give what is claimed of two models on a data set; None where they are not both ranked."""
        own = (claim for claim in self.claims if claim.dataset == dataset)
        return next((each for each in own if {each.better, each.worse} == set(models)), None)
