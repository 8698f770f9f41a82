"""The difference of two models over seeds and test images, with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """What `paired_bootstrap` found between two models, first minus second, in the score's unit.

    `se` is the standard error and `df` its degrees of freedom; `low` and `high` bound the
    interval; `p` is two-sided against no difference. `n_seeds` and `n_images` count the distinct
    seeds and images (or groups of images) which were seen. Nothing is resampled here.
    """

    estimate: float
    se: float
    df: float
    low: float
    high: float
    p: float
    n_seeds: int
    n_images: int

    def excludes(self, value: float) -> bool:
        """Tell whether the interval lies to one side of a value."""
        return value < self.low or value > self.high
