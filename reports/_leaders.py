"""Which model is ahead at which budget of tuning."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10, nan
from typing import TYPE_CHECKING

from reports.statistics.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._searches import Search

_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Leader:
    """The model that is ahead at a budget, and by how much.

    Args:
        budget: Trials, or seconds.
        first: The model that leads.
        second: The next; None where the budget is enough for one model alone.
        best: Expected best accuracy of the first.
        lead: How far it is ahead of the second's, nan without one; without bounds where either has
            no interval.
    """

    budget: float
    first: str
    second: str | None
    best: Interval
    lead: Interval

    @property
    def clear(self) -> bool:
        """Whether the first can be told from the second."""
        return self.lead.excludes(0)


def leaders_by_trials(searches: Sequence[Search]) -> list[Leader]:
    """Compare all models after 1, 2, 4, ... trials, up to the fewest that one of them made."""
    fewest = min((len(each.best) for each in searches), default=0)
    budgets = {2**power for power in range(fewest.bit_length())} | {fewest}
    return _leaders({float(n): [(each, n) for each in searches] for n in sorted(budgets) if n})


def leaders_by_seconds(searches: Sequence[Search]) -> list[Leader]:
    """Compare after 1, 2, 5, 10, ... seconds all models that such a time is enough to try.

    A model whose trials are used up stays where it is.
    """
    timed = [each for each in searches if each.trial_seconds > 0]
    longest = max((each.trial_seconds * len(each.best) for each in timed), default=0.0)
    shortest = min((each.trial_seconds for each in timed), default=1.0)
    powers = range(floor(log10(shortest)), floor(log10(longest)) + 1) if timed else range(0)
    budgets = [step * 10.0**power for power in powers for step in _STEPS]
    return _leaders(
        {
            seconds: [(s, n) for s in timed if (n := s.trials_in(seconds))]
            for seconds in budgets
            if seconds <= longest
        }
    )


def _leaders(entrants: dict[float, list[tuple[Search, int]]]) -> list[Leader]:
    found = []
    for budget, models in entrants.items():
        if not models:
            continue
        (first, n), *others = sorted(models, key=_estimate, reverse=True)
        second, lead = None, Interval(nan, nan, nan)
        if others:
            second, lead = others[0][0].model, first.best.ahead(n, others[0][0].best, others[0][1])
        found.append(Leader(budget, first.model, second, first.best.at(n), lead))
    return found


def _estimate(entrant: tuple[Search, int]) -> float:
    search, n = entrant
    return search.best.at(n).estimate
