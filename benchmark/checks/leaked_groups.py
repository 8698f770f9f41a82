"""Groups on both sides of a split that the source gives: a leak."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._words import names, plural, share
from benchmark.finding import Finding

if TYPE_CHECKING:
    from benchmark.case import Case


class LeakedGroups(Check):
    """Images of one patient, camera or day in training and test; splits drawn here never do so."""

    order: ClassVar[int] = 31

    def examine(self, case: Case) -> list[Finding]:
        """Count the groups, and the test images of theirs."""
        if case.groups is None:
            return []
        split = case.splits[0]
        rest = case.groups[np.isin(split, ("train", "validation"))]
        torn = (split == "test") & np.isin(case.groups, rest)
        if not torn.any():
            return []
        groups, n = sorted(set(case.groups[torn].tolist())), int(torn.sum())
        each = "group lies" if len(groups) == 1 else "groups lie"
        test = f"{plural(case.n_test, 'test image')} ({share(n, case.n_test)})"
        return [
            Finding(
                "stop",
                f"{len(groups):,} {each} in test and in training or validation: {names(groups)}; "
                f"theirs are {n:,} of {test}",
                "move each group to one side, or leave the split to be drawn, which keeps groups "
                "whole; or run with --allow-leak, and every verdict will say so",
                case.names(np.flatnonzero(torn)),
                len(groups),
                leak=True,
            )
        ]
