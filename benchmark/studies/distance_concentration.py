"""Distances between random points become alike, but not because their spread shrinks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.panel import Panel
from benchmark.studies._base import Study
from benchmark.studies._mean_point import mean_point
from benchmark.studies._noise_contrast import noise_contrast

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.point import Point

_CONTRAST = "relative contrast"
_PAIRS = "distance of two points"
_NORMS = "spread of the norm"
_SLOPE = "log-log slope of the relative contrast"
_ORDERS = (1, 2, 4)
_STEEP = 200  # dimensions from which on the slope is fitted


@dataclass(frozen=True)
class DistanceConcentration(Study):
    """Distances of points drawn from [0, 1]^d, and how far they differ from one another.

    Each repeat draws points and a query anew: the relative contrast is that of the query's
    distances to all points; pairs are of points that stand in no other pair.

    Args:
        dimensions: Where to look.
        n: Points.
        repeats: Over which intervals are taken.
    """

    title: ClassVar[str] = "Distances become alike"
    claim: ClassVar[str] = (
        "Of points drawn evenly from [0, 1]^d, the mean Euclidean distance of two is "
        "sqrt(d/6 - 7/120), which tends to sqrt(d/6), and its standard deviation tends to "
        "sqrt(7/120) = 0.242. So the relative contrast (farthest - nearest) / nearest falls as "
        "d^(-1/2): the nearest neighbour is hardly nearer than any other."
    )
    limits: ClassVar[str] = (
        "It does not hold that distances lose their spread: that of Euclidean distances is "
        "constant, that of sums of absolute differences grows, that of fourth powers shrinks; only "
        "the spread relative to the mean vanishes. All forms are limits for many dimensions, of "
        "dimensions that are independent and alike; the contrast's takes distances for normal, and "
        "its slope reaches -1/2 only in the limit."
    )
    paper: ClassVar[str] = "Beyer et al. 1999; Aggarwal, Hinneburg, Keim 2001"
    panels: ClassVar[tuple[Panel, ...]] = (
        Panel(_CONTRAST, "dimensions", "(farthest - nearest) / nearest"),
        Panel(_PAIRS, "dimensions", "Euclidean distance (edges of the cube)"),
        Panel(_NORMS, "dimensions", "standard deviation of the distance from a corner"),
    )
    tiny: ClassVar[dict[str, object]] = {"dimensions": (2, 200, 800), "n": 100, "repeats": 5}

    dimensions: tuple[int, ...] = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
    n: int = 1000
    repeats: int = 20

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        if min(self.dimensions, default=0) < 1 or self.n < 4 or self.repeats < 2:  # noqa: PLR2004
            raise ValueError(f"expected dimensions of 1, n of 4, repeats of 2 or more: {self}")

    def points(self, seed: int) -> list[Point]:
        """Draw, and measure contrasts, pairs and norms of the same points."""
        rng = np.random.default_rng(seed)
        found, contrasts = [], []
        for d in self.dimensions:
            drawn = (rng.random((self.n + 1, d), np.float32) for _ in range(self.repeats))
            measured = np.array([[_contrast(x), *_pairs(x), *_norms(x)] for x in drawn]).T
            contrasts.append(measured[0])
            series = [
                (_CONTRAST, f"noise, {self.n} points", noise_contrast(d, self.n)),
                (_PAIRS, "mean", sqrt(d / 6 - 7 / 120)),
                (_PAIRS, "standard deviation", sqrt(7 / 120)),
                *((_NORMS, f"L{order}", _spread(order, d)) for order in _ORDERS),
            ]
            for values, (quantity, name, theory) in zip(measured, series, strict=True):
                found.append(mean_point(values, quantity, name, d, theory))
        return [*found, *self._slope(np.stack(contrasts, axis=1))]

    def _slope(self, contrasts: NDArray[np.float64]) -> list[Point]:
        steep = [d for d in self.dimensions if d >= _STEEP]
        if len(steep) < 2:  # noqa: PLR2004 - a line has two points
            return []
        expected = [noise_contrast(d, self.n) for d in steep]
        theory = float(np.polyfit(np.log(steep), np.log(np.array(expected, np.float64)), 1)[0])
        series = f"noise, {self.n} points, {steep[0]} to {steep[-1]} dimensions"
        slopes = np.polyfit(np.log(steep), np.log(contrasts[:, -len(steep) :]).T, 1)[0]
        point = mean_point(slopes, _SLOPE, series, None, theory)
        return [replace(point, note="-1/2 in the limit")]


def _contrast(x: NDArray[np.float32]) -> float:
    distances = np.linalg.norm(x[:-1] - x[-1], axis=1)
    return float(distances.max() / distances.min()) - 1


def _pairs(x: NDArray[np.float32]) -> tuple[float, float]:
    half = len(x) // 2
    distances = np.linalg.norm(x[:half] - x[half : 2 * half], axis=1)
    return float(distances.mean()), float(distances.std(ddof=1))


def _norms(x: NDArray[np.float32]) -> list[float]:
    squares = x * x
    fourths = np.einsum("nd,nd->n", squares, squares) ** 0.25
    return [
        float(each.std(ddof=1)) for each in (x.sum(axis=1), squares.sum(axis=1) ** 0.5, fourths)
    ]


def _spread(order: int, d: int) -> float:
    return float(d ** (1 / order - 0.5) * (order + 1) ** (-1 / order) / sqrt(2 * order + 1))
