"""Where one model overtakes another, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf, isnan
from typing import TYPE_CHECKING

from reports._words import MISSING, plural
from reports.statistics.crossover import crossover

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from reports.statistics.interval import Interval

_ROUNDING = 1 + 1e-9  # of a size through its logarithm and back


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

    @cached_property
    def found(self) -> Interval:
        """The crossing, as `crossover` gives it."""
        return crossover(self.places, self.lead)

    @property
    def text(self) -> str:
        """The sentence: where the first model overtakes, or that it does not, and then the other.

        That a model falls back behind another is said as well.
        """
        ahead, behind = self.names
        first = f"{self.say(self.places[0])}{self.unit}"
        if self.found.estimate == 0:
            said = f"{ahead} is ahead of {behind} on average everywhere, from {first} on"
        elif self.found.estimate < inf:
            said = f"{ahead} overtakes {behind} at {self.say(self.found.estimate)}{self.unit}"
        else:
            said = f"{ahead} does not overtake {behind} by {self._last}"
        if self.found.estimate == inf and 0 < self._other.found.estimate < inf:
            return f"{said}; {self._other.text}"
        return f"{said}{self._grounds}"

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
        low, high = self.found.low, self.found.high
        start = self.say(self.places[0])
        if isnan(low):
            return MISSING
        if self._never:
            return f"not reached by {self._end}"
        if self._open:
            beyond = " and beyond" if low == 0 or high == inf else ""
            return f"not settled: {start} to {self._end}{beyond}"
        if low == 0:
            return f"under {start}" if high == 0 else f"up to {self.say(high)}"
        if high == inf:
            return f"from {self.say(low)} on, if at all"
        return self.say(low) if low == high else f"{self.say(low)} to {self.say(high)}"

    @cached_property
    def _other(self) -> Crossing:
        return Crossing(self.names[::-1], self.places, -self.lead, self.say, self.unit)

    @property
    def _never(self) -> bool:
        """Whether the other is surely ahead in the end."""
        return self.found.low == inf or self._other.found.high < inf

    @property
    def _open(self) -> bool:
        """Whether the interval leaves out nothing of the whole range."""
        low, high = self.places[0] * _ROUNDING, self.places[-1] / _ROUNDING
        return self.found.low <= low and self.found.high >= high

    @property
    def _grounds(self) -> str:
        """What follows a sentence: interval and seeds, or that these settle nothing."""
        seeds = f"{plural(len(self.lead), 'seed')}, paired"
        if not self._open or self._never:
            within = self.interval
            return f" ({'' if within == MISSING else f'95 % interval {within}; '}{seeds})"
        start = self.say(self.places[0])
        before = f", or under {start}" if self.found.low == 0 else ""
        after = f", or not by {self._end}" if self.found.high == inf else ""
        mean = "" if self.found.estimate == 0 else " on average"  # which is said already
        return (
            f"{mean}, but these runs ({seeds}) do not settle where: anywhere between {start} "
            f"and {self._last}{before}{after} (95 % interval)"
        )

    @property
    def _end(self) -> str:
        return self.say(self.places[-1])

    @property
    def _last(self) -> str:
        return f"{self._end}{self.unit}"
