"""One pair of models among all that were compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from reports.statistics.difference import Difference


@dataclass(frozen=True)
class Comparison:
    """What `pairwise` found between two models, given by their indices.

    `difference` is first minus second, with the p-value and interval of this pair alone;
    `p_holm` is adjusted for all pairs; `level` is the one at which Holm's procedure tested this
    pair; `smallest` is the true difference that would have been found at that level with a power
    of .8, in the score's unit. Nothing is resampled here.
    """

    first: int
    second: int
    difference: Difference
    p_holm: float
    level: float
    smallest: float

    @property
    def separated(self) -> bool:
        """Whether the two differ: at `LEVEL`, all pairs taken together (Holm 1979)."""
        return self.p_holm <= LEVEL
