"""What a device is set to do to find its limits."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_BYTES = 4  # of a number
_FEWEST, _MOST = 3, 50
_ENOUGH_SECONDS = 0.2


@dataclass(frozen=True)
class Exercise:
    """Products of matrices, and passes through memory, as a library computes them on a device.

    The best of at least three repeats counts: what held up the others is no limit.

    Args:
        multiply: Multiplies a square matrix by itself.
        rewrite: Reads each number of an array of float32 and writes one.
        wait: Returns when all that was asked is done.
        side: Of the matrix.
        numbers: In the array.
        calls: Between two waits, so that a wait costs little beside them.
        clock: Gives seconds.
    """

    multiply: Callable[[], Any]
    rewrite: Callable[[], Any]
    wait: Callable[[], None]
    side: int
    numbers: int
    calls: int = 1
    clock: Callable[[], float] = perf_counter

    def multiply_adds_per_second(self) -> float:
        """Measure products."""
        return self.calls * self.side**3 / self._seconds(self.multiply)

    def bytes_per_second(self) -> float:
        """Measure passes through memory, by what is read plus what is written."""
        return self.calls * 2 * _BYTES * self.numbers / self._seconds(self.rewrite)

    def _seconds(self, work: Callable[[], Any]) -> float:
        self._repeat(work)  # starts threads, compiles, and wakes a GPU
        samples: list[float] = []
        while len(samples) < _FEWEST or (sum(samples) < _ENOUGH_SECONDS and len(samples) < _MOST):
            start = self.clock()
            self._repeat(work)
            samples.append(self.clock() - start)
        return min(samples)

    def _repeat(self, work: Callable[[], Any]) -> None:
        for _ in range(self.calls):
            work()
        self.wait()
