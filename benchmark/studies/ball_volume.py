"""Volume: the ball leaves the cube, and what is in the ball goes to its shell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, lgamma, log, pi
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.panel import Panel
from benchmark.studies._base import Study
from benchmark.studies._share_point import share_point

if TYPE_CHECKING:
    from benchmark.point import Point

_BLOCK = 2**22  # numbers drawn at a time: 16 MiB
_BALL = "ball in cube"
_SHELL = "ball in shell"


@dataclass(frozen=True)
class BallVolume(Study):
    """Count points of a cube that lie in its ball, and points of a ball that lie near its surface.

    Points in the ball are the first d coordinates of points on the sphere in d + 2 dimensions,
    which are uniform in it (Barthe, Guédon, Mendelson, Naor 2005): radii drawn as u^(1/d) would
    take the theory for granted.

    Args:
        dimensions: Where to look.
        draws: Points, of the cube and of the ball.
        shell: Its thickness, as a share of the radius.
    """

    title: ClassVar[str] = "Where the volume is"
    claim: ClassVar[str] = (
        "The largest ball in a cube fills pi^(d/2) / (2^d Gamma(d/2 + 1)) of it, which goes to 0; "
        "the outer shell of a ball, of relative thickness e, holds 1 - (1 - e)^d of it, which goes "
        "to 1."
    )
    limits: ClassVar[str] = (
        "Counting cannot see a share far below one over the number of draws: from some dimension "
        "on there is no hit, and only the upper bound (arrows) is measured. Both forms are of "
        "points spread evenly over all dimensions, as images are not."
    )
    paper: ClassVar[str] = "Bellman 1961"
    panels: ClassVar[tuple[Panel, ...]] = (
        Panel(_BALL, "dimensions", "share of the cube's volume in its ball"),
        Panel(_SHELL, "dimensions", "share of the ball's volume in its shell", log_y=False),
    )
    tiny: ClassVar[dict[str, object]] = {"dimensions": (2, 5, 20), "draws": 20_000}

    dimensions: tuple[int, ...] = (2, 3, 5, 10, 20, 50, 100)
    draws: int = 1_000_000
    shell: float = 0.05

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        if min(self.dimensions, default=0) < 1 or self.draws < 1 or not 0 < self.shell < 1:
            raise ValueError(f"expected dimensions, draws of 1 or more, shell in 0 to 1: {self}")

    def points(self, seed: int) -> list[Point]:
        """Count hits, each number of dimensions with draws of its own."""
        rng = np.random.default_rng(seed)
        found = []
        for d in self.dimensions:
            hits = sum(_in_ball(rng, n, d) for n in self._blocks(d))
            found.append(share_point(hits, self.draws, _BALL, ("cube", d), _ball(d)))
        for d in self.dimensions:
            hits = sum(_in_shell(rng, n, d, self.shell) for n in self._blocks(d))
            series, theory = f"outer {100 * self.shell:g} %", 1 - (1 - self.shell) ** d
            found.append(share_point(hits, self.draws, _SHELL, (series, d), theory))
        return found

    def _blocks(self, dimensions: int) -> Iterator[int]:
        size = max(1, _BLOCK // dimensions)
        for start in range(0, self.draws, size):
            yield min(size, self.draws - start)


def _ball(d: int) -> float:
    return exp(d / 2 * log(pi) - d * log(2) - lgamma(d / 2 + 1))


def _in_ball(rng: np.random.Generator, n: int, d: int) -> int:
    x = 2 * rng.random((n, d), np.float32) - 1
    return int((np.einsum("nd,nd->n", x, x) <= 1).sum())


def _in_shell(rng: np.random.Generator, n: int, d: int, thickness: float) -> int:
    x = rng.standard_normal((n, d + 2), np.float32)
    squares = np.einsum("nd,nd->n", x[:, :d], x[:, :d])
    return int((squares > (1 - thickness) ** 2 * (squares + (x[:, d:] ** 2).sum(axis=1))).sum())
