"""Classes of very different sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._words import first, share
from benchmark.finding import Finding

if TYPE_CHECKING:
    from benchmark.case import Case

_NOTED, _WARNED = 3, 10  # times as many images as the smallest class has


class Imbalance(Check):
    """Where one class is most of the images, accuracy says little: naming it is mostly right."""

    order: ClassVar[int] = 61

    def examine(self, case: Case) -> list[Finding]:
        """Hold the largest class against the smallest."""
        counts = np.bincount(case.y, minlength=len(case.classes))
        most, least = int(counts.argmax()), int(counts.argmin())
        ratio = counts[most] / max(1, counts[least])
        if ratio < _NOTED:
            return []
        return [
            Finding(
                "warning" if ratio >= _WARNED else "note",
                f"'{first(case.classes[most])}' has {counts[most]:,} images, "
                f"'{first(case.classes[least])}' {counts[least]:,}: always naming the former is "
                f"right in {share(counts[most], len(case.y))}",
                "look at macro F1 and at the errors class by class, not at accuracy alone",
                count=int((counts * _NOTED <= counts[most]).sum()),
            )
        ]
