"""What another origin of the kernels does to accuracy."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._kernel_variants import Variant
    from reports.board import Board
    from reports.claim import Claim
    from reports.evidence import Evidence


@dataclass(frozen=True)
class Effect:
    """The difference of two models that differ in one thing: learned or not, or the start.

    Args:
        first: Learned where the other is fixed; else the more accurate.
        second: The other.
        points: Mean accuracy of the first less that of the second, in points.
        low: Lower end of its 95 % interval; nan where nothing is known.
        high: Upper end.
        separated: Whether the two differ, after Holm's correction for all pairs of the data set.
        smallest: The true difference that would have been found four times in five, in
            points; None or 0 where that is not known.
    """

    first: Variant
    second: Variant
    points: float
    low: float
    high: float
    separated: bool
    smallest: float | None

    @property
    def of_learning(self) -> bool:
        """Whether the two differ in that the first's kernels are learned."""
        return self.first.learned != self.second.learned


def effects_of(board: Board, variants: Sequence[Variant], evidence: Evidence) -> list[Effect]:
    """Give the differences, those of learning first.

    Args:
        board: The ranking of a data set; it ranks all variants.
        variants: Models that differ in nothing else.
        evidence: What claims are of.
    """
    effects = [
        _effect(claim, one, other)
        for one, other in combinations(variants, 2)
        if (one.start == other.start) != (one.learned == other.learned)
        and (claim := evidence.claim_on(board.dataset, (one.model, other.model))) is not None
    ]
    return sorted(effects, key=lambda effect: not effect.of_learning)


def _effect(claim: Claim, one: Variant, other: Variant) -> Effect:
    first, second = (one, other) if claim.better == one.model else (other, one)
    if second.learned and not first.learned:
        first, second = second, first
    lead, separated = claim.lead(first.model), claim.verdict == "beats"
    return Effect(
        first, second, lead.estimate, lead.low, lead.high, separated, claim.smallest_points
    )
