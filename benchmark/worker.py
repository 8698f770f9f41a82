"""A process that runs specs, one after another, and may die without harm."""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmark.environment import environment
from benchmark.record import Record, now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.protocol import Protocol
    from benchmark.record import Status
    from benchmark.spec import Spec
    from benchmark.template import Template

LOST = ("timeout", "out of memory", "error")
"""The statuses of a run that wears its worker out."""

_LEAK_MIB = 1024.0  # growth since the first run of a model that is no longer noise


class Worker:
    """A child process with its own memory, replaced by the caller once it is `worn`.

    Args:
        template: What starts the process.
        protocol: How to run and to time.
        model: Spec string of the model that it is to run.
        cores: What it computes on, by number; None for all.

    Attributes:
        pipe: Where records come from.
        deadline: When the record that is expected has to be there, by `perf_counter`.
        worn: Whether it must not be asked again.
    """

    def __init__(
        self, template: Template, protocol: Protocol, model: str, cores: Sequence[int] | None
    ) -> None:
        self.pipe, theirs = Pipe()
        self._process = template.worker(theirs, model, cores)
        theirs.close()
        self._protocol, self._cores = protocol, cores
        self._resting_mib: float | None = None
        self.worn = False

    def ask(self, specs: Sequence[Spec]) -> None:
        """Send specs of one model and one data set; then records are expected, one for each."""
        with suppress(OSError):  # then it is gone, as will be found when its answer is waited for
            self.pipe.send(specs)

    def expect(self, left: float) -> None:
        """Start the clock of the next record.

        Args:
            left: Seconds that it may take, where that is less than the protocol allows.
        """
        self._started = now(), perf_counter()
        self._kills = _out_of_memory_kills()
        self._seconds = max(0.0, min(self._protocol.timeout, left))
        self.deadline = self._started[1] + self._seconds

    def answer(self, spec: Spec) -> Record:
        """Wait for a record; a crash or a timeout becomes its status and wears the worker out."""
        try:
            if not self.pipe.poll(max(0.0, self.deadline - perf_counter())):
                self.close()
                reason = f"stopped after {round(self._seconds, 1):g} seconds"
                return self._lost(spec, "timeout", reason)
            answer: tuple[Record, float] = self.pipe.recv()
        except (EOFError, OSError):
            self.worn = True
            self._process.join()
            return self._lost(spec, *self._obituary(starved=_out_of_memory_kills() > self._kills))
        record, resting_mib = answer
        self._watch(resting_mib)
        self.worn = self.worn or record.status == "out of memory"  # which may have left half of it
        return record

    def close(self) -> None:
        """Kill the process, whatever it is doing."""
        self.worn = True
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _watch(self, resting_mib: float) -> None:
        """Call the worker worn if it holds on to much more than after its first run."""
        if self._resting_mib is None:
            self._resting_mib = resting_mib
        self.worn = self.worn or resting_mib > self._resting_mib + _LEAK_MIB

    def _lost(self, spec: Spec, status: Status, reason: str) -> Record:
        """Record a run whose process is gone, with what is known from here."""
        started_at, clock = self._started
        share = {} if self._cores is None else {"cores": len(self._cores)}
        facts = {**environment(), **share, **self._protocol.facts}
        seconds = {"total": perf_counter() - clock}
        return Record(spec, status, reason, seconds=seconds, facts=facts, started_at=started_at)

    def _obituary(self, *, starved: bool) -> tuple[Status, str]:
        """Say what the process died of."""
        code = self._process.exitcode or 0
        if code >= 0:
            return "error", f"the worker exited with status {code}; see worker.log"
        if starved and -code == signal.SIGKILL:
            return "out of memory", "the kernel killed the worker (SIGKILL)"
        return "error", f"the worker died of {signal.Signals(-code).name}; see worker.log"


def _out_of_memory_kills() -> int:
    """Count the processes that the kernel has killed for memory since it started."""
    with suppress(OSError):
        for line in Path("/proc/vmstat").read_text(encoding="ascii").splitlines():
            name, _, count = line.partition(" ")
            if name == "oom_kill":
                return int(count)
    return 0
