"""How long runs will take, by the pace of a pilot."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import hypot, inf
from typing import TYPE_CHECKING, Self

from benchmark.duration import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmark.pace import Pace
    from benchmark.spec import Spec

_DRIFT = 0.1
_ERRORS = 2.0


@dataclass(frozen=True)
class Forecast:
    """Wall seconds, and the range in which they are expected.

    The range is 10 % of the seconds either way, for a machine that is not the same from one
    minute to the next (its clock rate, its caches, its neighbours), and twice the standard error
    by which the pilot's repeated timings differed. It does not cover other work on the machine,
    nor a model whose learning takes far longer with some seeds than with the pilot's.

    Args:
        seconds: What is expected.
        low: The least of the range.
        high: The most of it; infinite where a run of the pilot was stopped before its end.
    """

    seconds: float
    low: float
    high: float

    @classmethod
    def of(
        cls, paces: Iterable[Pace], specs: Iterable[Spec], ending: float = 0.0, share: float = 1.0
    ) -> Self:
        """Add up runs as `benchmark.run.run` does them: a new worker for each new model.

        Args:
            paces: One for each data set and model among the specs.
            specs: What is to be run, in order.
            ending: Seconds that table and report take, once all has run.
            share: Of the training images, in (0, 1]; see `Pace.with_share`.
        """
        known = {(pace.dataset, pace.model): pace.with_share(share) for pace in paces}
        seconds, errors, stopped = ending, dict.fromkeys(known, 0.0), False
        for _, group in groupby(specs, key=lambda spec: spec.model):
            for number, spec in enumerate(group):
                pace = known[spec.dataset, spec.model]
                seconds += pace.later if number else pace.first
                errors[spec.dataset, spec.model] += pace.error  # all are off by as much
                stopped = stopped or pace.status == "timeout"
        margin = _DRIFT * seconds + _ERRORS * hypot(*errors.values())
        return cls(seconds, max(0.0, seconds - margin), inf if stopped else seconds + margin)

    def __str__(self) -> str:
        if self.high == inf:
            return f"over {Duration(self.low)}"
        return f"{Duration(self.seconds)} ({Duration(self.low)} to {Duration(self.high)})"
