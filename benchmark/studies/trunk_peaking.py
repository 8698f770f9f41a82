"""Trunk's example: with more features, error falls and then rises again."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.panel import Panel
from benchmark.point import Point
from benchmark.studies._base import Study
from benchmark.studies._mean_point import mean_point

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ERROR = "error"
_KNOWN = "means known"
_RESAMPLES = 500


@dataclass(frozen=True)
class TrunkPeaking(Study):
    """Two normal classes whose means, +m and -m, are told apart by the sign of a projection.

    The i-th coordinate of m is 1 / sqrt(i): every feature helps, each less than the one before.
    A repeat draws training images of its own, estimates m by their mean (those of the second class
    turned round), and tests on images of its own. All numbers of features share the draws.

    Args:
        dimensions: Features, rising.
        samples: Training samples, one curve each.
        tests: Test samples of a repeat.
        repeats: Over which intervals are taken.
    """

    title: ClassVar[str] = "More features can hurt"
    claim: ClassVar[str] = (
        "Each feature tells the classes apart a little. With the class means known, the error is "
        "Phi(-sqrt(H_d)), H_d = 1 + 1/2 + ... + 1/d, and goes to 0. With means estimated from N "
        "samples it is Phi(-H_d / sqrt((1 + 1/N) H_d + d/N)): it falls, then rises to 1/2."
    )
    limits: ClassVar[str] = (
        "Features do no harm in themselves: with the means known, the error only falls. What harms "
        "is to estimate more numbers from the same samples, by a rule that weighs them all alike. "
        "The formula takes the projection for normal, which is near enough from some tens of "
        "dimensions on. Peaking is often said to be Hughes' (1968); Van Campenhout (1978) showed "
        "that the argument there was defective. Peaking is real, and Trunk's is its theory."
    )
    paper: ClassVar[str] = "Trunk 1979; Van Campenhout 1978 on Hughes 1968"
    panels: ClassVar[tuple[Panel, ...]] = (Panel(_ERROR, "features", "error"),)
    tiny: ClassVar[dict[str, object]] = {
        "dimensions": (1, 10, 50, 200),
        "samples": (8,),
        "repeats": 20,
    }

    dimensions: tuple[int, ...] = (
        *(1, 2, 5, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000, 2000, 5000),
    )
    samples: tuple[int, ...] = (8, 25, 100)
    tests: int = 50
    repeats: int = 400

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        if list(self.dimensions) != sorted({*self.dimensions}) or min(self.dimensions) < 1:
            raise ValueError(f"expected dimensions of 1 or more, rising: {self.dimensions}")
        if min(self.samples, default=0) < 1 or self.tests < 1 or self.repeats < 2:  # noqa: PLR2004
            raise ValueError(f"expected samples, tests of 1, repeats of 2 or more: {self}")

    def points(self, seed: int) -> list[Point]:
        """Simulate, first with the means known."""
        rng = np.random.default_rng(seed)
        found = []
        for samples in (None, *self.samples):
            errors = np.array([self._errors(rng, samples) for _ in range(self.repeats)])
            series = _KNOWN if samples is None else f"N = {samples}"
            for values, d in zip(errors.T, self.dimensions, strict=True):
                found.append(mean_point(values, _ERROR, series, d, _theory(d, samples)))
            if samples is not None:
                found += self._least(rng, errors, series, samples)
        return found

    def _errors(self, rng: np.random.Generator, samples: int | None) -> NDArray[np.float64]:
        """Give the shares of test samples that are mistaken, by number of features."""
        most = self.dimensions[-1]
        mean = 1 / np.sqrt(np.arange(1, most + 1, dtype=np.float32))
        guess = mean
        if samples is not None:
            guess = mean + rng.standard_normal((samples, most), np.float32).mean(axis=0)
        x = rng.standard_normal((self.tests, most), np.float32)
        x += mean
        x *= guess
        bounds = [0, *self.dimensions[:-1]]
        projections = np.add.reduceat(x, bounds, axis=1).cumsum(axis=1)
        return np.asarray((projections < 0).mean(axis=0), np.float64)

    def _least(
        self, rng: np.random.Generator, errors: NDArray[np.float64], series: str, samples: int
    ) -> list[Point]:
        """Say where the least error is, and what it is; repeats are resampled for the interval."""
        expected = [_theory(d, samples) for d in range(1, self.dimensions[-1] + 1)]
        drawn = rng.integers(self.repeats, size=(_RESAMPLES, self.repeats))
        curves = np.array([errors.mean(axis=0), *(errors[each].mean(axis=0) for each in drawn)])
        places = np.asarray(self.dimensions, np.float64)[curves.argmin(axis=1)]
        low, high = np.quantile(places[1:], [0.025, 0.975], method="inverted_cdf")
        place = Point(
            "features of least error",
            series,
            None,
            float(places[0]),
            float(low),
            float(high),
            float(np.argmin(expected) + 1),
            "measured at the numbers of features that were simulated",
        )
        least = mean_point(
            errors[:, curves[0].argmin()], "least error", series, None, min(expected)
        )
        return [place, least]


def _theory(d: int, samples: int | None) -> float:
    signal = float(sum(1 / i for i in range(1, d + 1)))
    if samples is None:
        return _normal(-sqrt(signal))
    return _normal(-signal / sqrt((1 + 1 / samples) * signal + d / samples))


def _normal(x: float) -> float:
    """Give the share of a standard normal below x."""
    return erfc(-x / sqrt(2)) / 2
