"""Which model is ahead at which budget of tuning."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isclose, isnan, log10, nan
from typing import TYPE_CHECKING

from reports.statistics.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._searches import Search

_STEPS = (1, 2, 5)
_ROUNDING = 1e-9  # equal accuracies may differ in the last bit after other numbers of trials


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
        tied: The models, best first, down to the last that the first cannot be told from: one of
            the very same estimate, or one over which its lead has an interval that reaches 0.
    """

    budget: float
    first: str
    second: str | None
    best: Interval
    lead: Interval
    tied: tuple[str, ...] = ()

    @property
    def ahead(self) -> tuple[str, ...]:
        """The first model with those that it is tied with."""
        return (self.first, *self.tied)

    @property
    def clear(self) -> bool:
        """Whether the first can be told from all others."""
        return not self.tied and self.lead.excludes(0)


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
        leads = [(other.model, first.best.ahead(n, other.best, m)) for other, m in others]
        second, lead = leads[0] if leads else (None, Interval(nan, nan, nan))
        best = first.best.at(n)
        found.append(Leader(budget, first.model, second, best, lead, _tied(leads)))
    return found


def _tied(leads: Sequence[tuple[str, Interval]]) -> tuple[str, ...]:
    """Name the models down to the last over which there is no lead, or none that shows."""
    ties = [
        place
        for place, (_, lead) in enumerate(leads, 1)
        if isclose(lead.estimate, 0, abs_tol=_ROUNDING) or not (isnan(lead.low) or lead.excludes(0))
    ]
    return tuple(model for model, _ in leads[: max(ties, default=0)])


def _estimate(entrant: tuple[Search, int]) -> float:
    search, n = entrant
    return search.best.at(n).estimate
