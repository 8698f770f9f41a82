"""The child's side of a worker."""

from __future__ import annotations

import faulthandler
import gc
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmark._die_with_parent import die_with_parent
from benchmark._print_to import print_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from benchmark.protocol import Protocol


def serve(
    pipe: Connection[Any, Any], folder: Path, protocol: Protocol, cores: Sequence[int] | None
) -> None:
    """Run the specs that come through a pipe, several at a time, until it is closed.

    For each spec, sends its record and the MiB held afterwards.

    Args:
        pipe: Where specs come from and answers go.
        folder: The results folder; what libraries print goes to `worker.log` in it.
        protocol: How to run and to time them.
        cores: What to compute on, by number; None for all.
    """
    _prepare(folder / "worker.log")
    if cores is not None:
        _keep_to(cores)
    from benchmark.measure import measure_all
    from benchmark.memory import resident_mib

    with suppress(EOFError):
        while True:
            for record in measure_all(pipe.recv(), folder, protocol):
                gc.collect()
                pipe.send((record, resident_mib()))


def _keep_to(cores: Sequence[int]) -> None:
    """Compute on these cores, with a thread each, also in libraries that have begun with more."""
    from threadpoolctl import threadpool_limits

    os.sched_setaffinity(0, cores)
    threadpool_limits(len(cores))


def _prepare(log: Path) -> None:
    die_with_parent()
    with suppress(OSError):  # a victim for the kernel if memory runs out, before the parent
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    print_to(log)
    faulthandler.enable()
