"""Samples needed as dimensions are added: to have neighbours, and to know a density."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.panel import Panel
from benchmark.point import Point
from benchmark.studies._base import Study
from benchmark.studies._mean_point import mean_point

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EDGE = "edge to catch a share"
_SAMPLES = "samples for a density"
_ERROR = 0.1  # relative mean squared error
_TOGETHER = 200  # estimates of a repeat, for their bias and variance


@dataclass(frozen=True)
class SamplesNeeded(Study):
    """How large a cube must be to catch its share, and how many samples a density takes.

    The edge is measured as a quantile of points drawn from [0, 1]^d. The samples are for a kernel
    estimate of a standard normal density at its peak, of the width that needs fewest, with a
    relative mean squared error of a tenth: estimates are simulated from as many samples as theory
    says, and their bias and variance give the number that would have done.

    Args:
        dimensions: Where the edge is measured.
        shares: To be caught.
        density: Dimensions of the densities.
        most: Samples; estimates that take more are not simulated.
        repeats: Over which intervals are taken.
    """

    title: ClassVar[str] = "Samples needed"
    claim: ClassVar[str] = (
        "A cube that catches the share r of evenly spread points has edges of r^(1/d): to have one "
        "point in a hundred as neighbours, one must look nearly all along every dimension. To know "
        "a normal density at its peak within a relative mean squared error of a tenth takes 4 "
        "samples in one dimension, 768 in five and 842,000 in ten (Silverman 1986)."
    )
    limits: ClassVar[str] = (
        "That is the price of knowing nothing of the density but that it is smooth, and of points "
        "that fill all dimensions. Telling classes apart may take far fewer samples, and points on "
        "a surface of few dimensions need what these few ask for. Where too many samples are "
        "needed there is theory alone."
    )
    paper: ClassVar[str] = "Silverman 1986, table 4.2"
    panels: ClassVar[tuple[Panel, ...]] = (
        Panel(_EDGE, "dimensions", "edge of the cube that catches its share", log_y=False),
        Panel(_SAMPLES, "dimensions", "samples", log_x=False),
    )
    tiny: ClassVar[dict[str, object]] = {"most": 100, "repeats": 5}

    dimensions: tuple[int, ...] = (1, 2, 3, 5, 10, 20, 50, 100)
    shares: tuple[float, ...] = (0.01, 0.1)
    density: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    most: int = 5_000
    repeats: int = 20

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        if min(self.dimensions, default=0) < 1 or min(self.density, default=0) < 1:
            raise ValueError(f"expected dimensions of 1 or more: {self}")
        if not all(0 < share < 1 for share in self.shares) or self.repeats < 2:  # noqa: PLR2004
            raise ValueError(f"expected shares in 0 to 1, repeats of 2 or more: {self}")

    def points(self, seed: int) -> list[Point]:
        """Draw points and measure edges, then simulate estimates."""
        rng = np.random.default_rng(seed)
        found = []
        for d in self.dimensions:
            edges = [_edges(rng, d, self.shares) for _ in range(self.repeats)]
            for share, values in zip(self.shares, np.transpose(edges), strict=True):
                series = f"{100 * share:g} % of the points"
                found.append(mean_point(values, _EDGE, series, d, share ** (1 / d)))
        return [*found, *(self._samples(rng, d) for d in self.density)]

    def _samples(self, rng: np.random.Generator, d: int) -> Point:
        width, samples = _fewest(d)
        if samples > self.most:
            note = f"not simulated: more than {self.most:,} samples"
            return Point(_SAMPLES, "normal density", d, theory=samples, note=note)
        n = max(2, round(samples))
        found = [
            _needed(np.array([_estimate(rng, n, d, width) for _ in range(_TOGETHER)]), n)
            for _ in range(self.repeats)
        ]
        return mean_point(found, _SAMPLES, "normal density", d, samples)


def _edges(rng: np.random.Generator, d: int, shares: tuple[float, ...]) -> NDArray[np.float64]:
    x = rng.random((10_000, d), np.float32)
    return np.asarray(np.quantile(2 * abs(x - 0.5).max(axis=1), shares), np.float64)


def _estimate(rng: np.random.Generator, n: int, d: int, width: float) -> float:
    """Estimate a standard normal density at its peak, as a multiple of what it is."""
    squares = (rng.standard_normal((n, d)) ** 2).sum(axis=1)
    return float(np.exp(-squares / (2 * width**2)).mean() / width**d)


def _needed(estimates: NDArray[np.float64], n: int) -> float:
    """Say how many samples would have given the error, from estimates of n samples each."""
    variance = estimates.var(ddof=1)
    squared_bias = (estimates.mean() - 1) ** 2 - variance / len(estimates)
    return float(n * variance / (_ERROR - squared_bias))


def _fewest(d: int) -> tuple[float, float]:
    """Give the width of the normal kernel that needs fewest samples, and their number."""
    from scipy.optimize import minimize_scalar

    widest = sqrt((1 - sqrt(_ERROR)) ** (-2 / d) - 1)  # whose bias alone is the whole error
    found = minimize_scalar(
        lambda place: log(_number(exp(place), d)), bounds=(log(1e-3), log(0.999 * widest))
    )
    return exp(found.x), exp(found.fun)


def _number(width: float, d: int) -> float:
    """Give the samples by the moments of one kernel, relative to the density at its peak."""
    square = width**2
    mean = (1 + square) ** (-d / 2)
    variance = square ** (-d / 2) * (square + 2) ** (-d / 2) - mean**2
    return float(variance / (_ERROR - (mean - 1) ** 2))
