"""An estimate with its interval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """An estimate and the bounds of its interval, in the estimate's unit.

    What is resampled, and what the interval covers, is for the function which returns it to say.
    Where there is no interval, `low` and `high` are nan.
    """

    estimate: float
    low: float
    high: float

    def excludes(self, value: float) -> bool:
        """Tell whether the interval lies to one side of a value; no interval excludes nothing."""
        return value < self.low or value > self.high
