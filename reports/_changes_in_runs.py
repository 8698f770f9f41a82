"""Whether runs that ended well no longer do."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from benchmark.record import ENDED_WELL, Status
from reports.change import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reports._pair import Pair
    from reports.change import Verdict

_RUN = tuple(status for status in get_args(Status) if status != "skipped")


def changes_in_runs(pairs: Sequence[Pair]) -> list[Change]:
    """Judge how many runs ended well; what only one folder has is said, and gates nothing.

    Where all old runs ended well and not all new ones did, that is a regression, whatever the
    number: a program that did not fail and now does has changed, and no test is needed. Where
    some failed before and more do now, chance may have done it: undecided. Runs that were skipped,
    as a budget was spent or a model does not apply, did not fail: they are left out first.

    Args:
        pairs: All, also those that one folder lacks.
    """
    return [_change(pair) for pair in pairs]


def _change(pair: Pair) -> Change:
    run = pair.where(_RUN)
    sides = {"old": _ended(pair.old), "new": _ended(pair.new)}
    ended = "; ".join(f"{side}: {words}" for side, words in sides.items() if words)
    if run.old.empty or run.new.empty:
        return Change(
            pair.dataset,
            pair.model,
            "runs",
            "not comparable",
            n_old=len(run.old),
            n_new=len(run.new),
            reason=pair.one_sided or ended,
        )
    old, new = (float(rows["status"].isin(ENDED_WELL).mean()) for rows in (run.old, run.new))
    return Change(
        pair.dataset,
        pair.model,
        "runs",
        _verdict(old, new),
        old,
        new,
        new - old,
        n_old=len(run.old),
        n_new=len(run.new),
        reason=ended,
    )


def _verdict(old: float, new: float) -> Verdict:
    if new < old:
        return "regression" if old == 1 else "undecided"
    return "improvement" if new == 1 and old < 1 else "no regression"


def _ended(rows: pd.DataFrame) -> str:
    """Count the runs that did not end well, status by status."""
    statuses = rows[~rows["status"].isin(ENDED_WELL)]["status"].value_counts()
    skipped = " and left out"
    return ", ".join(
        f"{count} {status}{skipped * (status == 'skipped')}" for status, count in statuses.items()
    )
