"""The child's side of a worker."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import sys
from contextlib import suppress
from ctypes import CDLL
from io import TextIOWrapper
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from benchmark.protocol import Protocol

_PR_SET_PDEATHSIG = 1  # from linux/prctl.h


def serve(pipe: Connection[Any, Any], folder: Path, protocol: Protocol) -> None:
    """Run the specs that come through a pipe, several at a time, until it is closed.

    For each spec, sends its record and the MiB held afterwards.

    Args:
        pipe: Where specs come from and answers go.
        folder: The results folder; what libraries print goes to `worker.log` in it.
        protocol: How to run and to time them.
    """
    _prepare(folder / "worker.log")
    from benchmark.measure import measure_all
    from benchmark.memory import resident_mib

    with suppress(EOFError):
        while True:
            for record in measure_all(pipe.recv(), folder, protocol):
                gc.collect()
                pipe.send((record, resident_mib()))


def _prepare(log: Path) -> None:
    _die_with_parent()
    with suppress(OSError):  # a victim for the kernel if memory runs out, before the parent
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, sys.stdout.fileno())
    os.dup2(descriptor, sys.stderr.fileno())
    if isinstance(sys.stdout, TextIOWrapper):  # what is printed is to be there when we are killed
        sys.stdout.reconfigure(line_buffering=True)
    faulthandler.enable()


def _die_with_parent() -> None:
    """Ask the kernel to; where it is not Linux, watch from a thread."""
    if sys.platform == "linux":
        CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
