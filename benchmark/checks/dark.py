"""Images that use little of the range that eight bits have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.finding import Finding

if TYPE_CHECKING:
    from benchmark.case import Case

_MOST = 1000  # images that are looked at
_SHARE = 0.99
_BRIGHT = 64  # of 255: what a quarter of the range, two bits of eight, leaves


class Dark(Check):
    """Numbers of 12 bits in files of 16 become a sixteenth as bright, and keep 16 levels of 4,096.

    Looked at are 1,000 images at the most. They are dark if in 99 of 100 no pixel reaches a quarter
    of the range.
    """

    order: ClassVar[int] = 71

    def examine(self, case: Case) -> list[Finding]:
        """Look for the brightest pixel of each image."""
        order = np.random.default_rng(0).permutation(len(case.x))[:_MOST]
        brightest = np.array([image.max() for image in case.x[np.sort(order)]])
        if not len(brightest) or (most := np.quantile(brightest, _SHARE)) >= _BRIGHT:
            return []
        return [
            Finding(
                "warning",
                f"all is dark: in 99 of 100 images no pixel is brighter than {most:.0f} of 255",
                "bring them to the whole range first: 16 bits become 8 by dividing by 257, which "
                "leaves 16 levels of data that have only 12 bits",
                count=len(case.x),
            )
        ]
