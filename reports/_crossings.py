"""Where deep models overtake shallow ones: in training images and in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isnan
from typing import TYPE_CHECKING

import pandas as pd

from reports._time_lead import time_lead
from reports._words import MISSING, count, plural, seconds
from reports.statistics.crossover import crossover

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from reports._curves import Curves
    from reports.evidence import Evidence
    from reports.statistics.interval import Interval

_FEWEST = 2  # sizes, or times


@dataclass(frozen=True)
class Crossing:
    """From where on a model is ahead of another, on one scale.

    Args:
        names: Of the model, and of the other.
        places: Training images or seconds, ascending.
        lead: (n_seeds, k).
        say: Writes a place without its unit.
        unit: What follows it.
    """

    names: tuple[str, str]
    places: Sequence[float]
    lead: NDArray[np.float64]
    say: Callable[[float], str]
    unit: str

    @property
    def found(self) -> Interval:
        """The crossing, as `crossover` gives it."""
        return crossover(self.places, self.lead)

    @property
    def text(self) -> str:
        """The sentence: where the first model overtakes, or that it does not, and then the other.

        That a model falls back behind another is said as well.
        """
        ahead, behind = self.names
        found = self.found
        seeds = f"{plural(len(self.lead), 'seed')}, paired"
        where = f" ({self.bounds}{seeds})"
        if found.estimate == 0:
            first = f"{self.say(self.places[0])}{self.unit}"
            return f"{ahead} is ahead of {behind} on average everywhere, from {first} on{where}"
        if found.estimate < inf:
            return f"{ahead} overtakes {behind} at {self.say(found.estimate)}{self.unit}{where}"
        said = f"{ahead} does not overtake {behind}, not reached by {self._last}{where}"
        other = Crossing((behind, ahead), self.places, -self.lead, self.say, self.unit)
        return said if other.found.estimate in (0, inf) else f"{said}; {other.text}"

    @property
    def bounds(self) -> str:
        """The interval with what follows it in brackets; nothing of one seed."""
        within = self.interval
        return "" if within == MISSING else f"95 % interval {within}; "

    @property
    def place(self) -> str:
        """The estimate as a cell of a table."""
        estimate = self.found.estimate
        if estimate == 0:
            return f"ahead from {self.say(self.places[0])} on"
        return f"not reached by {self._end}" if estimate == inf else self.say(estimate)

    @property
    def interval(self) -> str:
        """The interval as a cell of a table."""
        found = self.found
        if isnan(found.low):
            return MISSING
        low, high = (self._bound(each) for each in (found.low, found.high))
        return low if low == high else f"{low} to {high}"

    @property
    def _end(self) -> str:
        return self.say(self.places[-1])

    @property
    def _last(self) -> str:
        return f"{self._end}{self.unit}"

    def _bound(self, value: float) -> str:
        if value == 0:
            return f"under {self.say(self.places[0])}"
        return f"not reached by {self._end}" if value == inf else self.say(value)


def by_images(curves: Curves, names: dict[str, str], pair: tuple[str, str]) -> Crossing | None:
    """Compare a model with another at equal numbers of training images; None of fewer than two."""
    lead = curves.lead(*pair)
    if lead.shape[1] < _FEWEST or lead.empty:
        return None
    classes, sizes = curves.classes, lead.columns.astype(int).tolist()
    called, unit = (names[pair[0]], names[pair[1]]), f" {curves.unit}"
    return Crossing(called, sizes, lead.to_numpy(float), lambda n: count(n / classes), unit)


def by_seconds(curves: Curves, evidence: Evidence, pair: tuple[str, str]) -> Crossing | None:
    """Compare a model with another at equal seconds of training, where those may be compared."""
    found = time_lead(curves, evidence, pair)
    if found is None:
        return None
    called = evidence.names[pair[0]], evidence.names[pair[1]]
    return Crossing(called, found[0].tolist(), found[1], seconds, " of training")


def crossings_table(curves: Curves, evidence: Evidence) -> pd.DataFrame:
    """Give a row a pair of a deep and a shallow model that are ranked at the largest size."""
    ranked = curves.largest.standings
    sides = [ranked["model"][ranked["family"].eq(family)] for family in ("deep", "shallow")]
    pairs = [(str(deep), str(shallow)) for deep in sides[0] for shallow in sides[1]]
    rows = []
    for pair in pairs:
        scales = by_images(curves, evidence.names, pair), by_seconds(curves, evidence, pair)
        cells = [(MISSING, MISSING) if c is None else (c.place, c.interval) for c in scales]
        rows.append([evidence.names[pair[0]], evidence.names[pair[1]], *cells[0], *cells[1]])
    columns = ["deep", "overtakes", f"at {curves.unit}", "95 % interval", "at seconds of training"]
    return pd.DataFrame(rows, columns=[*columns, "its 95 % interval"])
