"""What changed from one results folder to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._changes_in_accuracy import changes_in_accuracy
from reports._changes_in_runs import changes_in_runs
from reports._changes_in_time import changes_in_time
from reports._pair import Pair
from reports.change import QUANTITIES

if TYPE_CHECKING:
    from benchmark.results import Results
    from reports.change import Change


def changes(
    old: Results, new: Results, *, tolerance: float = 0.01, slower: float | None = None
) -> list[Change]:
    """Judge runs, accuracy and times of every model on every data set; controls are left out.

    Args:
        old: A results folder.
        new: Another, or the same.
        tolerance: A loss of accuracy up to this, as a share of 1, may be borne.
        slower: New median time over old above which a shown difference is a regression; None for
            never.

    Returns:
        By data set, model and quantity.
    """
    pairs = Pair.all_of(old, new)
    common = [pair for pair in pairs if not pair.one_sided]
    found = [
        *changes_in_runs(pairs),
        *changes_in_accuracy(common, old, new, tolerance=tolerance),
        *changes_in_time(common, slower=slower),
    ]
    return sorted(found, key=_place)


def _place(change: Change) -> tuple[str, str, int]:
    return change.dataset, change.model, QUANTITIES.index(change.quantity)
