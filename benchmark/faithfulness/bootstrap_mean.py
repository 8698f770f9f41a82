"""A mean over images, with its interval."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import nan
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RESAMPLES = 4_000
_FEWEST = 2


@dataclass(frozen=True)
class BootstrapMean:
    """A mean and its 95 % interval, of other images for the same model; nan where there is none.

    Args:
        mean: Of the values that are there.
        low: Lower end.
        high: Upper end.
        n: How many values were there.
    """

    mean: float
    low: float
    high: float
    n: int

    def as_dict(self) -> dict[str, float | None]:
        """Give it as plain data, for JSON: None for nan."""
        return {name: None if value != value else value for name, value in asdict(self).items()}  # noqa: PLR0124 - nan


def bootstrap_mean(values: NDArray[np.floating], seed: int = 0) -> BootstrapMean:
    """Bootstrap the mean over images by percentiles; of two models' differences it is paired.

    Args:
        values: One an image, (n,); nan where an image has none, which is left out.
        seed: Of the resamples.
    """
    there = np.asarray(values, np.float64)
    there = there[~np.isnan(there)]
    n = len(there)
    if n < _FEWEST:
        return BootstrapMean(float(there[0]) if n else nan, nan, nan, n)
    rng = np.random.default_rng(seed)
    counts = rng.multinomial(n, np.full(n, 1 / n), size=_RESAMPLES)
    low, high = np.percentile(counts @ there / n, (2.5, 97.5))
    return BootstrapMean(float(there.mean()), float(low), float(high), n)
