"""Classes with too few images."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._words import names, plural
from benchmark.finding import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.case import Case

_TRAIN, _TEST = 20, 10  # images, below which little is learned of a class and little measured


class SmallClasses(Check):
    """A class without training images cannot be run; one with few is hardly measured."""

    order: ClassVar[int] = 60

    def examine(self, case: Case) -> list[Finding]:
        """Count them by split, with seed 0."""
        split, n = case.splits[0], len(case.classes)
        train, test = (
            np.bincount(case.y[split == name], minlength=n) for name in ("train", "test")
        )
        found = []
        if without := _names(case, (train == 0) & (test > 0)):
            found.append(
                Finding(
                    "stop",
                    f"{plural(len(without), 'class')} of {n:,} without an image for training: "
                    f"{names(without)}",
                    "a class takes three images at the least, one for each split; add some, or "
                    "leave it out",
                    count=len(without),
                )
            )
        few = ((train < _TRAIN) | (test < _TEST)) & ~((train == 0) & (test > 0))
        if small := _names(case, few):
            found.append(
                Finding(
                    "warning",
                    f"{plural(len(small), 'class')} of {n:,} with fewer than {_TRAIN} images for "
                    f"training or {_TEST} for testing: {names(small)}; the smallest have "
                    f"{int(train[few].min()):,} and {int(test[few].min()):,}",
                    "add images, put classes together, or say nothing of these classes alone",
                    count=len(small),
                )
            )
        return found


def _names(case: Case, which: NDArray[np.bool_]) -> list[str]:
    return [case.classes[place] for place in np.flatnonzero(which)]
