"""One run of a pilot."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trial:
    """A row, and how long it took to come.

    Args:
        row: Its row.
        wall: Seconds until the row was on disk; of the first run, from starting its worker.
        epochs: Seconds of its epochs but the first.
    """

    row: dict[str, Any]
    wall: float
    epochs: tuple[float, ...] = ()
