"""Processes that have imported what workers need, and become one in milliseconds."""

from __future__ import annotations

import sys
from multiprocessing import get_context
from multiprocessing.reduction import send_handle
from typing import TYPE_CHECKING, Any

from benchmark._forked import Forked
from benchmark._interrupts_ignored import interrupts_ignored
from benchmark._serve import serve
from benchmark.nvidia_driver import nvidia_driver
from benchmark.plugins import MODELS
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

    from benchmark.protocol import Protocol

_SLOWEST_SECONDS = 120.0  # of an import: PyTorch from a cold disk takes 20


class Template:
    """Start workers, with libraries already imported where that can be done.

    A worker of its own would import them for every model: 2 seconds for scikit-learn, 3 to 8 for
    Keras. To start it ahead, beside a run that is being timed, would take a core from that run.
    A template imports between runs, once, and forks; it computes nothing and runs no model's
    code, so that every worker begins as new. There are two at the most, so that no model's memory
    holds Keras that does without it. Imported, the three backends have started no thread
    and opened no device; fits in forked and in spawned workers gave the same bits on each.

    Keras is not imported ahead where there is an NVIDIA GPU, as CUDA that was initialised does
    not survive a fork and PyTorch's may be by asking whether it is there. Elsewhere than on Linux
    nothing is: the libraries of macOS forbid it.

    The worker inherits this process' environment as it was when the first one started, and with
    it the choice of the backend.

    Args:
        folder: The results folder.
        protocol: How to run and to time.
    """

    def __init__(self, folder: Path, protocol: Protocol) -> None:
        self._arguments = (folder.resolve(), protocol)
        self._started: dict[tuple[str, ...], tuple[SpawnProcess, Connection[Any, Any]]] = {}

    def worker(
        self, theirs: Connection[Any, Any], model: str, cores: Sequence[int] | None
    ) -> Forked | SpawnProcess:
        """Start a process that serves at its end of a pipe.

        Args:
            theirs: That end; still to be closed here.
            model: Spec string of the model that it is to run.
            cores: What it computes on, by number; None for all.
        """
        if sys.platform == "linux":
            modules = _modules(model)
            try:
                return self._fork(theirs, modules, cores)
            except (EOFError, OSError):  # it has died, as of memory: the next gets a new one
                self._end(modules)
        return _spawn(serve, theirs, *self._arguments, cores)

    def close(self) -> None:
        """Kill the templates, and with them the workers that they have forked."""
        for modules in list(self._started):
            self._end(modules)

    def _fork(
        self,
        theirs: Connection[Any, Any],
        modules: tuple[str, ...],
        cores: Sequence[int] | None,
    ) -> Forked:
        from benchmark._become_workers import become_workers  # takes NumPy, which help does not

        if modules not in self._started:
            pipe, end = get_context("spawn").Pipe()
            self._started[modules] = (_spawn(become_workers, end, modules, *self._arguments), pipe)
            end.close()
        process, pipe = self._started[modules]
        pipe.send(("fork", cores))
        send_handle(pipe, theirs.fileno(), process.pid)
        if not pipe.poll(_SLOWEST_SECONDS):
            raise TimeoutError
        return Forked(pipe.recv(), pipe)

    def _end(self, modules: tuple[str, ...]) -> None:
        process, pipe = self._started.pop(modules)
        process.kill()
        process.join()
        pipe.close()


def _spawn(target: Any, *arguments: Any) -> SpawnProcess:
    process = get_context("spawn").Process(target=target, args=arguments, daemon=True)
    with interrupts_ignored():
        process.start()
    return process


def _modules(model: str) -> tuple[str, ...]:
    """Name what is worth importing for a model: Keras for a network."""
    from models._keras import KerasClassifier

    try:
        network = isinstance(MODELS.make(model), KerasClassifier)
    except UsageError:  # which its row will say
        network = False
    return ("keras",) if network and nvidia_driver() is None else ()
