"""What changed from one results folder to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports._changes_in_accuracy import changes_in_accuracy
from reports._changes_in_runs import changes_in_runs
from reports._changes_in_time import changes_in_time
from reports._leak_of import leak_of
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
    leaks = {name: _leaks(name, old, new) for name in {change.dataset for change in found}}
    return sorted((_warned(change, leaks[change.dataset]) for change in found), key=_place)


def _leaks(dataset: str, *sides: Results) -> list[str]:
    """Say what leaked on either side, each once."""
    return [said for said in dict.fromkeys(leak_of(side, dataset) for side in sides) if said]


def _warned(change: Change, leaks: list[str]) -> Change:
    """Set beside an accuracy what leaked."""
    if change.quantity != "accuracy" or not leaks:
        return change
    return replace(change, reason="; ".join(each for each in (change.reason, *leaks) if each))


def _place(change: Change) -> tuple[str, str, int]:
    return change.dataset, change.model, QUANTITIES.index(change.quantity)
