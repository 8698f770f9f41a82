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
    from collections.abc import Callable, Iterator, Sequence

    from benchmark.protocol import Protocol
    from benchmark.record import Status
    from benchmark.spec import Spec
    from benchmark.template import Template

_LOST = ("timeout", "out of memory", "error")
_LEAK_MIB = 1024.0  # growth since the first run of a model that is no longer noise


class Worker:
    """A child process with its own memory, replaced by the caller once it is `worn`.

    Args:
        template: What starts the process.
        protocol: How to run and to time.
        model: Spec string of the model that it is to run.
    """

    def __init__(self, template: Template, protocol: Protocol, model: str) -> None:
        self._pipe, theirs = Pipe()
        self._process = template.worker(theirs, model)
        theirs.close()
        self._timeout = protocol.timeout
        self._deterministic = protocol.deterministic
        self._resting_mib: float | None = None
        self.worn = False

    def run(
        self, specs: Sequence[Spec], begin: Callable[[Spec], None], left: Callable[[], float]
    ) -> Iterator[Record]:
        """Run specs of one model and one data set, fitted at the same time where that is better.

        A crash or a timeout wears the worker out. It becomes the record's status of a spec that
        came alone; of several, which may have failed for being several, there is no record then.

        Args:
            specs: What to run.
            begin: Called with each spec before its record is waited for.
            left: Gives the seconds that a spec may take, where that is less than the protocol
                allows; several at the same time may take those of one.
        """
        self._ask(specs)
        for spec in specs:
            begin(spec)
            record = self._answer(spec, left())
            if self.worn and len(specs) > 1 and record.status in _LOST:
                return
            yield record
            if self.worn:
                return

    def _ask(self, specs: Sequence[Spec]) -> None:
        with suppress(OSError):  # then it is gone, as will be found when its answer is waited for
            self._pipe.send(specs)

    def _answer(self, spec: Spec, left: float) -> Record:
        timeout = max(0.0, min(self._timeout, left))
        kills, started = _out_of_memory_kills(), (now(), perf_counter())
        try:
            if not self._pipe.poll(timeout):
                self.close()
                reason = f"stopped after {round(timeout, 1):g} seconds"
                return self._lost(spec, "timeout", reason, started)
            answer: tuple[Record, float] = self._pipe.recv()
        except (EOFError, OSError):
            self.worn = True
            self._process.join()
            status, reason = self._obituary(starved=_out_of_memory_kills() > kills)
            return self._lost(spec, status, reason, started)
        record, resting_mib = answer
        self._watch(resting_mib)
        self.worn = self.worn or record.status == "out of memory"  # which may have left half of it
        return record

    def close(self) -> None:
        """Kill the process, whatever it is doing."""
        self.worn = True
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _watch(self, resting_mib: float) -> None:
        """Call the worker worn if it holds on to much more than after its first run."""
        if self._resting_mib is None:
            self._resting_mib = resting_mib
        self.worn = self.worn or resting_mib > self._resting_mib + _LEAK_MIB

    def _lost(self, spec: Spec, status: Status, reason: str, started: tuple[str, float]) -> Record:
        """Record a run whose process is gone, with what is known from here."""
        started_at, clock = started
        facts = {**environment(), "deterministic": self._deterministic}
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
