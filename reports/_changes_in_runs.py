"""Whether runs that ended well no longer do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.record import ENDED_WELL
from reports.change import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reports._pair import Pair
    from reports.change import Verdict


def changes_in_runs(pairs: Sequence[Pair]) -> list[Change]:
    """Judge how many runs ended well; what only one folder has is said, and gates nothing.

    Where all old runs ended well and not all new ones did, that is a regression, whatever the
    number: a program that did not fail and now does has changed, and no test is needed. Where
    some failed before and more do now, chance may have done it: undecided.

    Args:
        pairs: All, also those that one folder lacks.
    """
    return [_change(pair) for pair in pairs]


def _change(pair: Pair) -> Change:
    if pair.one_sided:
        return Change(
            pair.dataset,
            pair.model,
            "runs",
            "not comparable",
            n_old=len(pair.old),
            n_new=len(pair.new),
            reason=pair.one_sided,
        )
    old, new = (float(rows["status"].isin(ENDED_WELL).mean()) for rows in (pair.old, pair.new))
    ended = {"old": _ended(pair.old), "new": _ended(pair.new)}
    reason = "; ".join(f"{side}: {words}" for side, words in ended.items() if words)
    return Change(
        pair.dataset,
        pair.model,
        "runs",
        _verdict(old, new),
        old,
        new,
        new - old,
        n_old=len(pair.old),
        n_new=len(pair.new),
        reason=reason,
    )


def _verdict(old: float, new: float) -> Verdict:
    if new < old:
        return "regression" if old == 1 else "undecided"
    return "improvement" if new == 1 and old < 1 else "no regression"


def _ended(rows: pd.DataFrame) -> str:
    """Count the runs that did not end well, status by status."""
    statuses = rows[~rows["status"].isin(ENDED_WELL)]["status"].value_counts()
    return ", ".join(f"{count} {status}" for status, count in statuses.items())
