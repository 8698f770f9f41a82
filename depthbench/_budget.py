"""Keep a command to the time that it may take."""

from __future__ import annotations

from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from benchmark.duration import Duration
from benchmark.forecast import Forecast
from benchmark.record import Record
from benchmark.usage_error import UsageError
from depthbench._scout import scout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmark.protocol import Protocol
    from benchmark.spec import Spec
    from benchmark.store import Store


class Budget:
    """The time that a command may take, from when this is made: pilot, runs, table and report.

    Args:
        text: As "20m"; None is no bound.
    """

    def __init__(self, text: str | None) -> None:
        self._start = perf_counter()
        self._duration = Duration.parse(text) if text is not None else Duration(inf)
        self._ending = 0.0
        self._put_off: dict[Spec, str] = {}

    def allow(self, specs: list[Spec], store: Store, protocol: Protocol) -> None:
        """Send a pilot, and put off the seeds that do not fit, each with all of its models.

        Args:
            specs: What is to be run and has no row yet; if none, or without a bound, no pilot.
            store: Of the backend that computes them; nothing is written to it.
            protocol: How to run them.

        Raises:
            UsageError: If not even one seed fits.
        """
        if self._duration.seconds == inf or not specs:
            return
        scouting = scout(specs, store.backend, protocol, self._duration.seconds)
        self._ending = scouting.ending
        seeds = sorted({spec.seed for spec in specs})
        forecasts = [
            Forecast.of(scouting.paces, [spec for spec in specs if spec.seed <= last], self._ending)
            for last in seeds
        ]
        fit = sum(forecast.high <= self._left() for forecast in forecasts)
        if not fit:
            raise UsageError(
                f"expected a budget in which one seed fits, received {self._duration}: the pilot "
                f"took {Duration(scouting.seconds)}, a seed takes {forecasts[0]}; `depthbench "
                "plan --budget` proposes less"
            )
        reason = f"the budget of {self._duration} allows {fit} of {len(seeds)} seeds"
        self._put_off = {spec: reason for spec in specs if spec.seed > seeds[fit - 1]}
        typer.echo(
            f"pilot of {Duration(scouting.seconds)}: {fit} of {len(seeds)} seeds fit into the "
            f"{Duration(self._left())} left; they take {forecasts[fit - 1]}",
            err=True,
        )

    def admit(self, specs: Iterable[Spec], store: Store) -> Iterator[Spec]:
        """Give the specs to run, as long as there is time; rows say why others were skipped.

        Args:
            specs: What has no row yet.
            store: Where the rows go; open for writing.
        """
        for spec in specs:
            if spec not in self._put_off and self.left() <= 0:
                self._put_off[spec] = f"the budget of {self._duration} was spent"
            if spec in self._put_off:
                store.append(Record(spec, "skipped", self._put_off[spec]))
            else:
                yield spec

    def left(self) -> float:
        """Give the seconds left for runs; those of table and report are kept back."""
        return self._left() - self._ending

    def kept(self, specs: list[Spec]) -> list[Spec]:
        """Leave out the specs that were put off."""
        return [spec for spec in specs if spec not in self._put_off]

    def say(self) -> None:
        """Say what was put off, and how it is done."""
        if self._put_off:
            reason = ", ".join(dict.fromkeys(self._put_off.values()))
            typer.echo(
                f"{len(self._put_off)} runs were put off: {reason}; the same command without "
                "--budget does them",
                err=True,
            )

    def _left(self) -> float:
        return self._duration.seconds - (perf_counter() - self._start)
