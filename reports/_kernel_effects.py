"""What another origin of the kernels does to accuracy."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import nan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._kernel_variants import Variant
    from reports.board import Board


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
        smallest: The true difference that would have been found four times in five, in points.
    """

    first: Variant
    second: Variant
    points: float
    low: float = nan
    high: float = nan
    separated: bool = False
    smallest: float = nan

    @property
    def of_learning(self) -> bool:
        """Whether the two differ in that the first's kernels are learned."""
        return self.first.learned != self.second.learned

    def turned(self) -> Effect:
        """Give the difference of the second and the first."""
        ends = -self.high, -self.low
        return Effect(self.second, self.first, -self.points, *ends, self.separated, self.smallest)


def effects_of(board: Board, variants: Sequence[Variant]) -> list[Effect]:
    """Give the differences, those of learning first.

    Args:
        board: The ranking of a data set; it ranks all variants.
        variants: Models that differ in nothing else.
    """
    pairs = [
        (one, other)
        for one, other in combinations(variants, 2)
        if (one.start == other.start) != (one.learned == other.learned)
    ]
    effects = [_effect(board, *pair) for pair in pairs]
    return sorted(effects, key=lambda effect: not effect.of_learning)


def _effect(board: Board, one: Variant, other: Variant) -> Effect:
    models = board.standings["model"].tolist()
    better, worse = sorted((one, other), key=lambda each: models.index(each.model))
    places = models.index(better.model), models.index(worse.model)
    found = {(each.first, each.second): each for each in board.comparisons}.get(places)
    if found is None:  # one seed
        accuracy = board.standings["accuracy"]
        points = 100 * float(accuracy[places[0]] - accuracy[places[1]])
        effect = Effect(better, worse, points)
    else:
        points, low, high, smallest = (
            100 * each
            for each in (
                found.difference.estimate,
                found.difference.low,
                found.difference.high,
                found.smallest,
            )
        )
        effect = Effect(better, worse, points, low, high, found.separated, smallest)
    return effect.turned() if worse.learned and not better.learned else effect
