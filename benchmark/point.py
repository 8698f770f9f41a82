"""A measured number beside what theory says of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One row of a study's table.

    Args:
        quantity: What was measured; a panel draws those that have an `x`.
        series: Which of several curves it belongs to.
        x: Where on the horizontal axis; None for a number that belongs to a whole curve.
        measured: The simulation's mean, in the quantity's unit; None where it was not simulated.
        low: Lower bound of its 95 % interval over other draws; None where there is none.
        high: The upper bound.
        theory: What the closed form says; None where there is none.
        note: What is to be known of this number alone.
    """

    quantity: str
    series: str
    x: float | None
    measured: float | None = None
    low: float | None = None
    high: float | None = None
    theory: float | None = None
    note: str = ""

    @property
    def agrees(self) -> bool | None:
        """Whether theory lies in the interval; None where one of them is missing."""
        if self.low is None or self.high is None or self.theory is None:
            return None
        return self.low <= self.theory <= self.high
