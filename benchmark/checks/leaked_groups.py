"""Groups on both sides of a split that the source gives: a leak."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._words import names, plural, share
from benchmark.finding import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.case import Case


class LeakedGroups(Check):
    """Images of one patient, camera or day in training and test; splits drawn here never do so.

    It stops runs, and --allow-leak does not help: no split parts a group.
    """

    order: ClassVar[int] = 31

    def examine(self, case: Case) -> list[Finding]:
        """Count the groups, and the images of theirs: in test, or else in validation."""
        split = case.splits[0]
        found = [
            _finding(case, split == "test", np.isin(split, ("train", "validation"))),
            _finding(case, split == "validation", split == "train"),
        ]
        return [each for each in found if each is not None][:1]


def _finding(case: Case, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Finding | None:
    if case.groups is None:
        return None
    torn = one & np.isin(case.groups, case.groups[other])
    if not torn.any():
        return None
    side = str(case.splits[0][torn][0])
    elsewhere = "training or validation" if side == "test" else "training"
    groups, n, of = sorted(set(case.groups[torn].tolist())), int(torn.sum()), int(one.sum())
    each = "group lies" if len(groups) == 1 else "groups lie"
    return Finding(
        "stop",
        f"{len(groups):,} {each} in {side} and in {elsewhere}: {names(groups)}; theirs are {n:,} "
        f"of {plural(of, f'{side} image')} ({share(n, of)})",
        "move each group to one side, or leave the split to be drawn, which keeps groups whole",
        case.names(np.flatnonzero(torn)),
        len(groups),
    )
