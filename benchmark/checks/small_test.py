"""A test split too small to see what people hope for."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._words import plural
from benchmark.finding import Finding

if TYPE_CHECKING:
    from benchmark.case import Case

_Z = 1.959963984540054  # of a 95 % interval
_GOOD = 0.9
_WIDEST = 0.05  # of a good accuracy's interval, to each side


class SmallTest(Check):
    """An accuracy of 90 % should be known to within 5 points, by Wilson's interval.

    Images of one group may be right and wrong together; at worst, a test split is worth no more
    images than it has groups.
    """

    order: ClassVar[int] = 62

    def examine(self, case: Case) -> list[Finding]:
        """Say how wide the interval of one seed is."""
        test = case.splits[0] == "test"
        n = case.n_test
        units = n if case.groups is None else len(np.unique(case.groups[test]))
        if not n or _half_width(_GOOD, units) <= _WIDEST:
            return []
        even, good = (f"{100 * _half_width(share, units):.1f}" for share in (0.5, _GOOD))
        of = f" of {plural(units, 'group')}, which at worst count as one image each" * (units < n)
        return [
            Finding(
                "warning",
                f"{plural(n, 'test image')}{of}: an interval of ±{even} points at an accuracy of "
                f"50 %, ±{good} at 90 %",
                "smaller differences may not show; test on more images"
                + (", or run more seeds" if case.drawn else ""),
                count=n,
            )
        ]


def _half_width(share: float, n: int) -> float:
    """Give half of the width of Wilson's 95 % interval (1927) of a share of n."""
    return _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
