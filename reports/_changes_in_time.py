"""Whether models became slower between two folders."""

from __future__ import annotations

from dataclasses import replace
from math import comb
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import mannwhitneyu

from benchmark.keys import TIMING_COLUMNS
from reports._words import plural
from reports.change import Change
from reports.statistics.holm import holm
from reports.statistics.level import USUAL_LEVEL
from reports.statistics.shift_interval import shift_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reports._pair import Pair
    from reports.change import Quantity, Verdict

_COUNTED = ("ok",)  # times of contended runs do not count
_SIZES = ("n_train", "n_test", "n_classes")  # work, of which the timing key does not tell
_QUANTITIES: tuple[Quantity, ...] = ("fit_seconds", "image_seconds", "predict_one_seconds")


def changes_in_time(pairs: Sequence[Pair], *, slower: float | None) -> list[Change]:
    """Judge the times of each pair by the Mann-Whitney U test, with Holm's correction over all.

    Runs of one folder share an hour and the state of its machine, which the test takes for
    independent: it says that two sessions differ, which the code need not have caused. The
    p-value is exact up to eight runs on a side without ties.

    Args:
        pairs: That both folders have.
        slower: New median over old above which a shown difference is a regression; None for
            never.
    """
    found = [change for pair in pairs for change in _changes(pair.where(_COUNTED))]
    tested = [change for change in found if change.p is not None]
    adjusted = holm([change.p for change in tested if change.p is not None])
    least = holm([2 / comb(change.n_old + change.n_new, change.n_old) for change in tested])
    test = f"; Holm over {plural(len(tested), 'comparison')}"
    decided = [
        _decided(replace(change, p=float(p), test=change.test + test), slower, float(lowest))
        for change, p, lowest in zip(tested, adjusted, least, strict=True)
    ]
    return [*(change for change in found if change.p is None), *decided]


def _changes(pair: Pair) -> list[Change]:
    """Compare what was measured on either side; p is not corrected yet."""
    sides = [_seconds(rows) for rows in (pair.old, pair.new)]
    measured = [name for name in _QUANTITIES if any(side[name].notna().any() for side in sides)]
    refusal = pair.refusal("timing_key", (*TIMING_COLUMNS, *_SIZES)) if measured else ""
    return [
        _refused(Change(pair.dataset, pair.model, name, "not comparable"), sides, refusal)
        or _compared(Change(pair.dataset, pair.model, name, "no difference shown"), sides)
        for name in measured
    ]


def _refused(change: Change, sides: list[pd.DataFrame], refusal: str) -> Change | None:
    n_old, n_new = (int(side[change.quantity].notna().sum()) for side in sides)
    empty = [f"no {side} times count" for side, n in (("old", n_old), ("new", n_new)) if n == 0]
    reason = "; ".join(empty) or refusal
    return replace(change, n_old=n_old, n_new=n_new, reason=reason) if reason else None


def _compared(change: Change, sides: list[pd.DataFrame]) -> Change:
    old, new = (side[change.quantity].dropna().to_numpy(np.float64) for side in sides)
    medians = float(np.median(old)), float(np.median(new))
    change = replace(
        change,
        old=medians[0],
        new=medians[1],
        difference=medians[1] - medians[0],
        n_old=old.size,
        n_new=new.size,
    )
    if min(old.size, new.size) == 1:
        return replace(change, verdict="undecided", reason="one run tells nothing of the next")
    low, high = shift_interval(old, new) or (None, None)
    p = float(mannwhitneyu(old, new).pvalue)
    return replace(change, low=low, high=high, p=p, test="Mann-Whitney U")


def _decided(change: Change, slower: float | None, least: float) -> Change:
    if change.old is None or change.new is None or change.p is None or change.p > USUAL_LEVEL:
        few = f"so few runs can show none: p is at least {least:.2g}" if least > USUAL_LEVEL else ""
        return replace(change, reason=few)
    verdict: Verdict = "slower" if change.new > change.old else "faster"
    if change.new == change.old:
        verdict = "no difference shown"
    if slower is not None and change.new > slower * change.old:
        return replace(change, verdict="regression", reason=f"over {slower:g} times the old")
    return replace(change, verdict=verdict)


def _seconds(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = rows[
        ["fit_seconds", "predict_batch_seconds", "predict_batch", "predict_one_seconds"]
    ].astype(np.float64)
    images = numbers["predict_batch_seconds"] / numbers["predict_batch"]
    return numbers.assign(image_seconds=images)
