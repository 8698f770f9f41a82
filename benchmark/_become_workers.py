"""The template's side: fork a worker whenever one is asked for."""

from __future__ import annotations

import gc
import os
import sys
import traceback
import warnings
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import TYPE_CHECKING, Any, NoReturn

from benchmark._die_with_parent import die_with_parent
from benchmark._mapped_pages import MappedPages
from benchmark._print_to import print_to
from benchmark._serve import serve

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.protocol import Protocol

_FOR_ALL = ("benchmark.measure", "sklearn.model_selection", "sklearn.pipeline")


def become_workers(
    pipe: Connection[Any, Any], modules: tuple[str, ...], folder: Path, protocol: Protocol
) -> None:
    """Import what workers need, then fork them as they are asked for, until a pipe is closed.

    A request is "fork" with the worker's cores, and then the worker's own end of a pipe; the answer
    is the worker's process id. Or it is "wait" with a process id; the answer is how that ended.

    Args:
        pipe: Where requests come from and answers go.
        modules: What to import besides what all workers need.
        folder: As of `serve`.
        protocol: As of `serve`.
    """
    die_with_parent()
    print_to(folder / "worker.log")
    pages = _import((*_FOR_ALL, *modules))
    with suppress(EOFError):
        while True:
            request, of_what = pipe.recv()
            if request == "wait":
                _, status = os.waitpid(of_what, 0)
                pipe.send(os.waitstatus_to_exitcode(status))
            else:
                theirs = Connection(recv_handle(pipe))
                worker = _fork()
                if not worker:
                    pipe.close()
                    pages.map()
                    _serve_and_exit(theirs, folder, protocol, of_what)
                pipe.send(worker)
                theirs.close()


def _import(modules: tuple[str, ...]) -> MappedPages:
    for module in modules:
        with suppress(Exception):  # the worker will say what is wrong with it, in its row
            import_module(module)
    gc.collect()
    gc.freeze()  # else a worker's first collection would write to, and so copy, all that it shares
    return MappedPages()


def _fork() -> int:
    with warnings.catch_warnings():
        # Threads are running, those of BLAS and of jemalloc: both stop them before a fork and
        # start them after it. Our own code has none here.
        warnings.simplefilter("ignore")
        return os.fork()


def _serve_and_exit(theirs: Connection[Any, Any], *arguments: Any) -> NoReturn:
    status = 1
    try:
        serve(theirs, *arguments)
        status = 0
    except BaseException:  # noqa: BLE001 - nothing may go on as a second template
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
