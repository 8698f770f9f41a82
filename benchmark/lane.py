"""A share of the cores, and the worker that has it."""

from __future__ import annotations

from math import inf
from multiprocessing.connection import wait
from time import perf_counter
from typing import TYPE_CHECKING

from benchmark.worker import LOST, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmark.protocol import Protocol
    from benchmark.record import Record
    from benchmark.spec import Spec
    from benchmark.template import Template


class Lane:
    """One worker after another, each for the runs of a model that follow one another.

    Args:
        template: What starts workers.
        protocol: How to run and to time.
        cores: What they compute on, by number; None for all.
        begin: Called with each spec before its record is waited for.
        left: Gives the seconds that a run may take, where that is less than the protocol allows.
    """

    def __init__(
        self,
        template: Template,
        protocol: Protocol,
        cores: Sequence[int] | None,
        begin: Callable[[Spec], None],
        left: Callable[[], float],
    ) -> None:
        self._template, self._protocol, self._cores = template, protocol, cores
        self._begin, self._left = begin, left
        self._worker: Worker | None = None
        self._model = ""
        self._waiting: list[list[Spec]] = []
        self._asked: list[Spec] = []
        self._together = 0
        self._expecting = False

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do."""
        return not self._asked and not self._waiting

    def take(self, specs: list[Spec]) -> None:
        """Run specs of one model and one data set, fitted at the same time where that is better."""
        self._waiting.append(specs)

    def go_on(self) -> None:
        """Ask for what is next, unless that was done."""
        if self.idle or self._expecting:
            return
        if not self._asked:
            self._asked = self._waiting.pop(0)
            self._together = len(self._asked)
            self._ready(self._asked[0].model).ask(self._asked)
        self._begin(self._asked[0])
        self._ready(self._asked[0].model).expect(self._left())
        self._expecting = True

    def collect(self) -> Record | None:
        """Wait for the next record.

        Returns:
            None where several were lost that may have failed for being several: each is then run
            by itself.
        """
        worker = self._worker
        if worker is None:
            raise RuntimeError("expected specs before a record is collected, received none")
        record = worker.answer(self._asked[0])
        self._expecting = False
        lost = worker.worn and self._together > 1 and record.status in LOST
        if "fitted_together" not in record.facts and not lost:
            self._together = 1  # the worker runs them one by one
        self._asked = self._asked[0 if lost else 1 :]
        if worker.worn:
            self._waiting = [*([spec] for spec in self._asked), *self._waiting]
            self._asked = []
        return None if lost else record

    def close(self) -> None:
        """Kill the worker."""
        if self._worker is not None:
            self._worker.close()

    def _ready(self, model: str) -> Worker:
        """Give a worker for a model, a new one if the last is worn or had another model."""
        if self._worker is None or self._worker.worn or self._model != model:
            self.close()
            self._worker = Worker(self._template, self._protocol, model, self._cores)
            self._model = model
        return self._worker

    @staticmethod
    def ready(lanes: Sequence[Lane]) -> list[Lane]:
        """Wait until some of these lanes have a record to collect, or have run out of time."""
        workers = {lane._worker: lane for lane in lanes if lane._worker is not None}
        pipes = {worker.pipe: lane for worker, lane in workers.items()}
        least = min((worker.deadline for worker in workers), default=inf)
        found = wait(list(pipes), max(0.0, least - perf_counter()))
        if found:
            return [lane for pipe, lane in pipes.items() if pipe in found]
        return [lane for worker, lane in workers.items() if worker.deadline == least]
