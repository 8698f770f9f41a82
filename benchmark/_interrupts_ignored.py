"""Start processes that Ctrl-C does not reach."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C in a block: what is started in it does so from its first instruction on."""
    if current_thread() is not main_thread():  # where Python allows no change, and gets no Ctrl-C
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
