"""A worker's process that a template has forked."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Forked:
    """A handle on it, with what `multiprocessing.Process` has of the same names.

    Args:
        pid: The process id, which is not given to another before `join`.
        template: The pipe to its template, which alone can wait for it.
    """

    def __init__(self, pid: int, template: Connection[Any, Any]) -> None:
        self._pid = pid
        self._template = template
        self.exitcode: int | None = None

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if self.exitcode is None:
            with suppress(ProcessLookupError):  # its template has died, and it with that
                os.kill(self._pid, signal.SIGKILL)

    def join(self) -> None:
        """Wait until it has ended."""
        if self.exitcode is not None:
            return
        try:
            self._template.send(("wait", self._pid))
            self.exitcode = self._template.recv()
        except (EOFError, OSError):  # the template has died, and takes its workers with it
            self.exitcode = -signal.SIGKILL
