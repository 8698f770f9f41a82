"""On how many test images models disagree, and what differences that lets one see."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from reports.statistics.level import LEVEL
from reports.statistics.smallest_difference import smallest_difference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_FEWEST_SEEDS = 2


@dataclass(frozen=True)
class Disagreement:
    """What two models' accuracies on one test split differ by, from drawing its images alone.

    Args:
        variances: By pair of models: the variance of their difference in accuracy (a share of 1)
            over test splits of this size, drawn image by image, or group by group.
        overlap: Share of a test split's images that another seed's has, too, 0 to 1.
    """

    variances: Mapping[tuple[str, str], float]
    overlap: float

    @classmethod
    def of(
        cls, hits: Mapping[str, Sequence[tuple[NDArray[np.bool_], NDArray[np.int64]]]]
    ) -> Disagreement:
        """Compare models image by image.

        Args:
            hits: By model, for each of the same seeds: which test images it got right, bool (n,),
                and the number of each image or group of images, int64 (n,).
        """
        variances = {
            (a, b): float(
                np.mean(
                    [
                        _variance(right.astype(float) - other, unit)
                        for (right, unit), (other, _) in zip(hits[a], hits[b], strict=True)
                    ]
                )
            )
            for a, b in combinations(hits, 2)
        }
        units = [unit for _, unit in next(iter(hits.values()), ())]
        return cls(variances, _overlap(units))

    def visible(self, seeds: int) -> dict[tuple[str, str], float]:
        """Give the true difference that 8 of 10 suites would show, by pair of models.

        With this overlap, splits of further seeds bring fewer new images than they have. The test
        is a paired t test over seeds at Holm's first level, `LEVEL` by the number of pairs. What
        seeds add (other training images, other initial weights) is not in it.

        Args:
            seeds: Of the suite.

        Returns:
            Shares of 1; nothing for pairs that never disagreed, whose test images are one single
            group, or whose difference would have to be above 1, and nothing at all for one seed,
            which ranks nothing.
        """
        if seeds < _FEWEST_SEEDS:
            return {}
        together = 1 / seeds + (1 - 1 / seeds) * self.overlap
        level = LEVEL / max(1, len(self.variances))
        smallest = {
            pair: smallest_difference(sqrt(variance * together), seeds - 1, level)
            for pair, variance in self.variances.items()
        }
        return {pair: difference for pair, difference in smallest.items() if 0 < difference < 1}


def _variance(difference: NDArray[np.float64], unit: NDArray[np.int64]) -> float:
    """Give the variance of the mean, where images of one unit come or stay away together."""
    _, place = np.unique(unit, return_inverse=True)
    sums = np.bincount(place, difference - difference.mean())
    return float(np.sum(sums**2)) / len(difference) ** 2


def _overlap(units: Sequence[NDArray[np.int64]]) -> float:
    """Give 1 where only one split is known: as if all seeds had the same test images."""
    if len(units) < _FEWEST_SEEDS:
        return 1.0
    return float(np.isin(units[1], units[0]).mean())
