"""A run's id from its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.rows import latest, read_rows, spec_of
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def begun_id(folder: Path, run: str) -> str:
    """Give the one id that begins so; what no id begins with is given back as it is.

    Args:
        folder: A results folder.
        run: An id, or its beginning.

    Raises:
        UsageError: If several begin so.
    """
    rows, _ = read_rows(folder)
    ids = [spec_of(row).id for row in latest(rows)]
    begun = [each for each in ids if each.startswith(run)]
    if run in ids or not begun:
        return run
    if len(begun) > 1:
        raise UsageError(f"{len(begun)} runs begin with {run!r}: {', '.join(sorted(begun))}")
    return begun[0]
