"""The difference of two sides' mean accuracies, with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from scipy.stats import t

from reports.statistics.level import USUAL_LEVEL

DECIMALS = 9  # a loss of just the tolerance is within it, whatever its last bits


@dataclass(frozen=True)
class Contrast:
    """New minus old, as shares of 1; `estimate` over `se` is Student's t with `df` degrees.

    Args:
        old: Mean accuracy over the old runs.
        new: The same of the new ones.
        estimate: Of the difference.
        se: Its standard error; 0 where nothing varies.
        df: Degrees of freedom.
        test: In words.
        n_old: Runs.
        n_new: Runs.
    """

    old: float
    new: float
    estimate: float
    se: float
    df: float
    test: str
    n_old: int
    n_new: int

    @property
    def identical(self) -> bool:
        """Whether nothing differs anywhere."""
        return self.estimate == 0 and self.se == 0

    @property
    def p(self) -> float:
        """Two-sided, against no difference."""
        if self.se == 0:
            return float(self.estimate == 0)
        return min(1.0, 2 * float(t.sf(abs(self.estimate) / self.se, self.df)))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval."""
        half = self._quantile(USUAL_LEVEL / 2) * self.se
        return self.estimate - half, self.estimate + half

    @property
    def lower(self) -> float:
        """The one-sided 95 % lower bound."""
        return self.estimate - self._quantile(USUAL_LEVEL) * self.se

    def runs_needed(self, tolerance: float) -> int | None:
        """Say how many runs a side it takes at least, if difference and spread stay as they are.

        Args:
            tolerance: A loss up to this may be borne.

        Returns:
            As many as bring the lower bound above -tolerance; where the estimate lies below
            that, as many as make it differ from 0, correction for other models left out. None if
            no number does. More where seeds share test images, whose part in the error stays.
        """
        room, level = round(self.estimate + tolerance, DECIMALS), USUAL_LEVEL
        if room < 0:
            room, level = abs(self.estimate), USUAL_LEVEL / 2
        if room == 0:
            return None
        most = max(self.n_old, self.n_new)
        return max(most + 1, ceil(most * (self._quantile(level) * self.se / room) ** 2))

    def _quantile(self, level: float) -> float:
        return float(t.isf(level, self.df))


def least_error(share: float, cells: int) -> float:
    """Give the standard error of a share of right or wrong over independent cells.

    Where accuracies of all seeds are equal by chance, their spread says 0, which is too little:
    as whole images are counted, they vary at least as coins do.
    """
    return sqrt(max(0.0, share * (1 - share)) / cells)
