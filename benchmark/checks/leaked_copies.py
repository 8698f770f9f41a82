"""Test images of which there are copies in the training split: a leak."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._words import plural, share, short
from benchmark.finding import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.case import Case

_FALSE = 0.01  # of test images, at the most, near copies are found where there are none
_LEVEL = 0.01
_FINE = 16  # pixels a side
_DRAWN = 0.001  # of test images may have exact copies in training where the seed decides
_WAY_OUT = "or run with --allow-leak, and every verdict will say so"


class LeakedCopies(Check):
    """Copies across training (or validation) and test: what was learned by heart looks known.

    Exact copies stop runs: any where the source gives the test split, a thousandth of the test
    images where the seed draws it, as a few twins are torn apart by any draw. Near copies (resized,
    recompressed, mirrored) stop them where there are more than false alarms explain, 1 % of the
    test images at the most (one-sided exact binomial test at 1 %). With splits that are drawn it is
    the mean over the splits of six seeds that counts. Of images below 16 pixels a side, in which
    different things look alike, near copies are a note.
    """

    order: ClassVar[int] = 30

    def examine(self, case: Case) -> list[Finding]:
        """Say how many test images have exact and how many have near copies."""
        exact, near = _Known(case, case.exact.groups), _Known(case, case.copies.groups)
        found = [_exact(case, exact)] if exact.mean else []
        if near.mean > exact.mean:
            found.append(_near(case, near, exact))
        return found


class _Known:
    """Test images that copies tie to training images, split by split.

    Args:
        case: The data set.
        groups: The same number for copies of one another, int64 (n,).
    """

    def __init__(self, case: Case, groups: NDArray[np.int64]) -> None:
        self._groups = groups
        searched = np.ones(len(groups), bool)
        if case.searched is not None:
            searched = np.isin(np.arange(len(groups)), case.searched)
        self._tests = [(split == "test") & searched for split in case.splits]
        self._rests = [np.isin(split, ("train", "validation")) for split in case.splits]
        known = [
            test & np.isin(groups, groups[rest])
            for test, rest in zip(self._tests, self._rests, strict=True)
        ]
        self.of = int(self._tests[0].sum())
        self.first = known[0]
        # Sought are copies of images that the first seed tests; other seeds test few of these.
        tested = sum(int(each.sum()) for each in self._tests)
        self.mean = self.of * sum(int(each.sum()) for each in known) / max(tested, 1)

    def pairs(self, which: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Give each test image with a training image that it is tied to, of the first split."""
        rest = np.flatnonzero(self._rests[0])
        names, places = np.unique(self._groups[rest], return_index=True)
        tests = np.flatnonzero(which)
        partners = rest[places[np.searchsorted(names, self._groups[tests])]]
        return list(zip(tests.tolist(), partners.tolist(), strict=True))


def _exact(case: Case, known: _Known) -> Finding:
    stops = not case.drawn or known.mean >= _DRAWN * known.of
    return Finding(
        "stop" if stops else "warning",
        f"{_count(known.mean, known.of)} an exact copy in the training or validation "
        f"split{_over(case)}: accuracies may be {_points(known.mean, known.of)} too high",
        _advice(case, stops=stops),
        case.pairs(known.pairs(known.first)),
        round(known.mean),
        leak=stops,
    )


def _near(case: Case, near: _Known, exact: _Known) -> Finding:
    from scipy.stats import binomtest

    n, of = near.mean - exact.mean, near.of
    few = binomtest(round(n), of, _FALSE, alternative="greater").pvalue > _LEVEL
    small = min(case.x.shape[1:3]) < _FINE
    explained = "; no more than are found where there are none" if few else ""
    if small and not few:
        explained = "; in images as small as these, different things look alike"
    stops = not explained
    return Finding(
        "stop" if stops else "note",
        f"{_count(n, of)} what looks like a copy (resized, recompressed, mirrored) in the training "
        f"or validation split{_over(case)}{explained}",
        f"look at them; {_advice(case, stops=stops)}" if stops else "look at them",
        case.pairs(near.pairs(near.first & ~exact.first)),
        round(n),
        leak=stops,
    )


def _count(n: float, of: int) -> str:
    number = f"{n:.0f}" if n == round(n) else f"{n:.1f}"
    have = "has" if number == "1" else "have"
    return f"{number} of {plural(of, 'test image')} ({share(n, of)}) {have}"


def _over(case: Case) -> str:
    if not case.drawn:
        return ""
    n = len(case.splits)
    return f" (mean over the splits of {n} seeds)" if n > 1 else " (with seed 0)"


def _points(n: float, of: int) -> str:
    return f"up to {short(100 * n / of)} points"


def _advice(case: Case, *, stops: bool) -> str:
    if not case.drawn:
        return f"remove them from one of the two splits, {_WAY_OUT}"
    cure = "remove all but one of each, or name what belongs together (--group, a column group)"
    return f"{cure}, {_WAY_OUT}" if stops else cure
