"""The models on one data set: who stands where, and who is not ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from reports._cells import Cells
from reports._entrants import Entrants
from reports._leak_of import leak_of
from reports._standings import standings_of, with_intervals
from reports.statistics.pairwise import pairwise
from reports.statistics.tiers import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.results import Results
    from reports.statistics.comparison import Comparison

_FEWEST_SEEDS = 2  # one tells nothing of the next
_FEWEST_MODELS = 2


@dataclass(frozen=True)
class Board:
    """The ranking of one data set, over the seeds with which all ranked models ended well.

    Args:
        dataset: Spec string.
        rows: The runs that it is made of: every ranked model with every seed.
        standings: A row a ranked model, best first, as `standings_of` gives them, and its `tier`;
            the tier is missing where nothing can be ranked.
        unranked: A row a model that is left out: `model`, `coverage`, `reason`.
        refusal: Why nothing is ranked; empty where something is.
        cells: What each model got right, in the order of `standings`; None without standings.
        comparisons: All pairs, by index into `standings`.
        leak: What test images were known by in training, if that was allowed; else empty.
        title: What the data set is called in headings; its spec string if nothing else is said.
    """

    dataset: str
    rows: pd.DataFrame
    standings: pd.DataFrame
    unranked: pd.DataFrame
    refusal: str
    cells: Cells | None = None
    comparisons: tuple[Comparison, ...] = ()
    leak: str = ""
    title: str = ""

    @classmethod
    def of(cls, results: Results, dataset: str, title: str = "") -> Board:
        """Rank the models of a data set.

        Args:
            results: A results folder.
            dataset: A spec string that its table has.
            title: What it is called in headings.
        """
        board = cls._of(results, dataset)
        return replace(board, title=title or dataset)

    @classmethod
    def _of(cls, results: Results, dataset: str) -> Board:
        entrants = Entrants.of(results.table, dataset)
        standings, refusal = standings_of(entrants), entrants.refusal
        leak = leak_of(results, dataset)
        if standings.empty:
            return cls(dataset, entrants.rows, standings, entrants.unranked, refusal, leak=leak)
        cells = Cells.of(results, standings["model"].tolist(), entrants.rows)
        standings = with_intervals(standings, cells)
        comparisons: tuple[Comparison, ...] = ()
        if len(entrants.seeds) < _FEWEST_SEEDS:
            refusal = "not rankable: one seed tells nothing of the next"
        elif len(standings) >= _FEWEST_MODELS:
            comparisons = tuple(pairwise(cells.right, cells.seeds, cells.images))
        places: list[Any] = [pd.NA] * len(standings)
        if not refusal:
            places = tiers(standings["accuracy"].to_numpy(), comparisons)
        standings["tier"] = pd.array(places, "Int64")
        return cls(
            dataset, entrants.rows, standings, entrants.unranked, refusal, cells, comparisons, leak
        )

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of the complete blocks."""
        return tuple(sorted(int(seed) for seed in self.rows["seed"].unique()))

    @property
    def beware(self) -> str:
        """A sentence, with a space before it, to stand beside verdicts; empty without a leak."""
        return f" Beware: {self.leak}." if self.leak else ""

    @property
    def by_image(self) -> bool:
        """Whether intervals and tests are over test images as well as over seeds."""
        return self.cells is not None and self.cells.by_image

    @property
    def seeing(self) -> list[str]:
        """The ranked models but the floors, best first."""
        return [str(each) for each in self.standings["model"][self.standings["family"].ne("floor")]]

    @property
    def accuracies(self) -> NDArray[np.float64]:
        """Accuracy of each model, in the order of `standings`, with each seed."""
        by_seed = self.rows.pivot(index="model", columns="seed", values="accuracy")
        return by_seed.loc[self.standings["model"]].to_numpy(np.float64)
