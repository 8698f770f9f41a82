"""What fits into a budget."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from benchmark.forecast import Forecast
from benchmark.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmark.pace import Pace
    from benchmark.spec import Spec

_WANTED = 6  # with five seeds, no sign-flip test can reach p < .05
_FEWEST = 2
_MOST = 10_000  # as many seeds as a suite may have
_PERCENT = range(95, 9, -5)


@dataclass(frozen=True)
class Choices:
    """All that could be run in place of a suite.

    Args:
        specs: Lists the runs for a number of seeds.
        paces: Of each model on each data set.
        ending: Seconds that table and report take.
        shrinkable: Whether the data sets may have fewer training images.
    """

    specs: Callable[[int], list[Spec]]
    paces: Sequence[Pace]
    ending: float
    shrinkable: bool = True

    def make(self, seeds: int, percent: int = 100) -> Proposal:
        """Forecast one of the choices."""
        forecast = Forecast.of(self.paces, self.specs(seeds), self.ending, percent / 100)
        return Proposal(seeds, percent, forecast)

    def best(self, seconds: float) -> Proposal | None:
        """Give the best choice whose range fits into a budget: the most seeds, if six or more.

        Otherwise six seeds on as many training images as fit, in steps of 5 %; otherwise the most
        seeds, two at the least, and of them again with the most images.
        """
        if self.make(_WANTED).forecast.high <= seconds:
            return self._most_seeds(seconds)
        fit = (each for each in self._smaller() if each.forecast.high <= seconds)
        return next(fit, None)

    def least(self) -> Proposal:
        """Give the choice that takes the least."""
        return self.make(_FEWEST, self._percents()[-1])

    def _most_seeds(self, seconds: float) -> Proposal:
        fits, too_many = _WANTED, _MOST + 1
        while too_many - fits > 1:
            middle = min((fits + too_many) // 2, 2 * fits)  # the list of ten thousand is long
            if self.make(middle).forecast.high <= seconds:
                fits = middle
            else:
                too_many = middle
        return self.make(fits)

    def _smaller(self) -> Iterator[Proposal]:
        for seeds, percent in product(range(_WANTED, _FEWEST - 1, -1), self._percents()):
            yield self.make(seeds, percent)

    def _percents(self) -> list[int]:
        """List the percentages at which every class still has a training image."""
        shrinkable = self.shrinkable and all(pace.n_train for pace in self.paces)
        return [100] + [
            percent
            for percent in _PERCENT
            if shrinkable
            and all(pace.n_classes * 100 <= pace.n_train * percent for pace in self.paces)
        ]
