"""Who is ahead at which budget of tuning, in words and as rows of a table."""

from __future__ import annotations

from itertools import groupby
from math import isnan
from typing import TYPE_CHECKING

from reports._words import MISSING, estimate, plural

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reports._leaders import Leader
    from reports.statistics.interval import Interval


def leaders_said(leaders: Sequence[Leader], unit: str) -> str:
    """Say who leads from which budget to which, or between whom there is a tie."""
    spans = [(names, list(led)) for names, led in groupby(leaders, lambda each: set(each.ahead))]
    if not spans:
        return ""
    if not any(each.second for each in leaders):
        return f"By {unit}s, {leaders[0].first} stands alone: nothing is there to compare it with. "
    said = ", ".join(f"{_first(names)} {_span(led, unit)}" for names, led in spans)
    clear = [each for each in leaders if each.clear]
    judged = [each for each in leaders if not isnan(each.lead.low)]
    told = (
        f"a lead can be told from nought at {len(clear)} of {plural(len(judged), 'budget')} "
        "with an interval"
        if judged
        else "no budget has an interval"
    )
    return f"By {unit}s, the expected best is {said}; {told}. "


def leader_row(leader: Leader, unit: str) -> dict[str, str]:
    """Give the cells on one budget, of trials or seconds."""
    return {
        "budget": _amount(leader.budget, unit),
        "ahead": f"a tie: {', '.join(leader.ahead)}" if leader.tied else leader.first,
        "expected best": estimate(leader.best.estimate, leader.best.low, leader.best.high),
        "next": leader.second or MISSING,
        "lead in points": _points(leader.lead),
        "told apart": _told_apart(leader),
    }


def _first(names: Collection[str]) -> str:
    """Name who is ahead; of a tie, nobody before another."""
    *most, last = sorted(names)
    return f"a tie of {', '.join(most)} and {last}" if most else f"highest for {last}"


def _span(led: Sequence[Leader], unit: str) -> str:
    first, last = led[0].budget, led[-1].budget
    return f"at {_amount(first, unit)}" if first == last else f"from {first:g} to {last:g} {unit}s"


def _told_apart(leader: Leader) -> str:
    if leader.tied:
        return "no"
    return MISSING if isnan(leader.lead.low) else "yes" if leader.clear else "no"


def _points(found: Interval) -> str:
    if isnan(found.estimate):
        return MISSING
    bounds = "" if isnan(found.low) else f" ({100 * found.low:z.2f} to {100 * found.high:z.2f})"
    return f"{100 * found.estimate:z.2f}{bounds}"


def _amount(budget: float, unit: str) -> str:
    return f"{budget:g} {unit}{'' if budget == 1 else 's'}"
