"""The best that a model's tuning is expected to find, against its number of trials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from reports.statistics.best_of import best_of
from reports.statistics.interval import Interval
from reports.statistics.level import USUAL_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_RESAMPLES = 2000
_FEWEST = 8  # trials, of which resamples say something
_BOUNDS = (USUAL_LEVEL / 2, 1 - USUAL_LEVEL / 2)


@dataclass(frozen=True)
class ExpectedBest:
    """Expected best of 1 to N trials, by the unbiased estimator of Tang et al. 2020.

    Trials are resampled for the intervals, by percentiles, up to half of eight trials or more:
    beyond, all resamples hang on the few best. The intervals are too narrow: of 8 to 16
    simulated trials, those of 95 % cover in 69 to 94 %, in fewer where some trials fail and at half
    of the trials.

    Attributes:
        estimates: Float, (N,): of 1 trial, of 2, and so on.
        resampled: Float, (resamples, N // 2): the same of trials drawn with replacement.
    """

    estimates: NDArray[np.float64]
    resampled: NDArray[np.float64]

    @classmethod
    def of(cls, values: Sequence[float], seed: int = 0) -> Self:
        """Estimate from the values of N independent trials, higher is better.

        Args:
            values: One a trial; at least one, and no nan.
            seed: Of the resamples; two models whose difference is looked at take two.
        """
        found = np.asarray(values, np.float64)
        n = len(found)
        estimates = np.array([best_of(found, each) for each in range(1, n + 1)])
        # What each place contributes is what the estimator makes of a one there and noughts else.
        steps = [
            [best_of((np.arange(n) >= place).astype(np.float64), each) for place in range(n)]
            for each in range(1, n // 2 + 1)
        ]
        drawn = np.random.default_rng(seed).integers(n, size=(_RESAMPLES, n))
        ordered = np.sort(found[drawn], axis=1)
        rises = np.diff(ordered, axis=1, prepend=0.0)
        return cls(estimates, rises @ np.array(steps).reshape(-1, n).T)

    def __len__(self) -> int:
        return len(self.estimates)

    def at(self, n: int) -> Interval:
        """Give the estimate of the best of n trials, 1 to N, with its interval."""
        return self._interval(float(self.estimates[n - 1]), self._draws(n))

    def ahead(self, n: int, other: Self, m: int) -> Interval:
        """Give by how much n trials of this are ahead of m trials of another model."""
        own, others = self._draws(n), other._draws(m)
        draws = None if own is None or others is None else own - others
        return self._interval(float(self.estimates[n - 1] - other.estimates[m - 1]), draws)

    def _draws(self, n: int) -> NDArray[np.float64] | None:
        enough = len(self) >= _FEWEST and n <= len(self) // 2
        return self.resampled[:, n - 1] if enough else None

    @staticmethod
    def _interval(estimate: float, draws: NDArray[np.float64] | None) -> Interval:
        if draws is None:
            return Interval(estimate, np.nan, np.nan)
        low, high = np.quantile(draws, _BOUNDS)
        return Interval(estimate, float(low), float(high))
