"""Whether other processes kept the processor busy."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import parent_process
from time import perf_counter
from typing import Any, NamedTuple, Self

import psutil

_SHARE = 0.1  # of the cores that this process may use
_LEAST_SECONDS = 0.5  # of the processor: the kernel counts in ticks of 10 ms on every core
_SHORTEST_SECONDS = 0.1

# Guests are counted as users, too; waiting for a disk keeps no core busy.
_BUSY = ("user", "nice", "system", "irq", "softirq", "steal")


@dataclass
class Contention:
    """How many of the cores that this process may use others kept busy while a block ran.

    Others are all processes but this one with all its threads, its descendants and the one that
    asked for it, which waits for a run and draws its progress. Of a container, the machine around
    it counts. Time that a hypervisor gave to others counts as theirs.

    Attributes:
        other_cores: Cores, on average; None before the block has ended, where it took less than
            0.1 seconds or where the system does not say.
    """

    other_cores: float | None = field(default=None, init=False)
    _other_seconds: float = field(default=0.0, init=False, repr=False)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self.other_cores = None
        self._family = _Family()
        self._before = self._family.seconds()
        self._start = _Reading.take()  # last, so that finding relatives is outside the block
        return self

    def __exit__(self, *_: object) -> None:
        """Reckon, also after a block that failed."""
        end = _Reading.take()
        after = self._family.seconds()
        wall = end.wall - self._start.wall
        if self._before is None or after is None or not end.machine or wall < _SHORTEST_SECONDS:
            return
        ours = end.own - self._start.own + after - self._before
        self._other_seconds = max(0.0, end.machine - self._start.machine - ours)
        self.other_cores = self._other_seconds / wall

    @property
    def contended(self) -> bool:
        """Whether others took over 10 % of the cores that are ours, and half a second at least.

        False where it cannot be known.
        """
        if self.other_cores is None or self._other_seconds < _LEAST_SECONDS:
            return False
        return self.other_cores > _SHARE * len(_cores())


class _Reading(NamedTuple):
    """Seconds: on the clock, of the cores at work, and of this process at work."""

    wall: float
    machine: float
    own: float

    @classmethod
    def take(cls) -> _Reading:
        every = psutil.cpu_times(percpu=True)
        cores = _cores()
        ours = [every[core] for core in cores if core < len(every)] or every
        busy = sum(float(getattr(core, name, 0.0)) for core in ours for name in _BUSY)
        return cls(perf_counter(), busy, _seconds(psutil.Process()))


class _Family:
    """The processes that work for this one."""

    def __init__(self) -> None:
        self._parent: psutil.Process | None = None
        with suppress(psutil.Error):
            asked = parent_process()  # of a worker that a template forked, the template's parent
            self._parent = psutil.Process(asked.pid) if asked else psutil.Process().parent()

    def seconds(self) -> float | None:
        """Give the processor time of the relatives, or None where the system does not tell."""
        try:
            parent = self._parent.cpu_times() if self._parent else None
            seconds = float(parent.user + parent.system) if parent else 0.0
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.NoSuchProcess):  # gone, and counted with who waited for it
                    seconds += _seconds(child)
        except psutil.Error:
            return None
        return seconds


def _cores() -> list[int]:
    """Number the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(psutil.cpu_count() or 1))


def _seconds(process: psutil.Process) -> float:
    """Give the processor time of a process and of the children that it has waited for."""
    times: Any = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)
