"""Find a run that a user names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmark.rows import RECORDS, latest, read_rows, spec_of
from benchmark.usage_error import UsageError

_FOLDER = Path("results/quick")


def locate(run: str, folder: Path | None, where: str = "DIR") -> tuple[Path, str]:
    """Tell the results folder and the run's id.

    Args:
        run: Its id, or its folder as DIR/runs/RUN.
        folder: The results folder, if one was given.
        where: How that is given.
    """
    path = Path(run)
    if len(path.parts) <= 1:
        return folder or _FOLDER, run
    if folder is not None:
        raise UsageError(f"expected a run's id before {where}, received the folder {run}")
    if path.parent.name != "runs":
        raise UsageError(f"expected a run's folder as DIR/runs/RUN, received {run}")
    return path.parent.parent, path.name


def row_of(folder: Path, run: str) -> dict[str, Any]:
    """Give the row of a run that was made.

    Raises:
        UsageError: If there is none, or it was skipped.
    """
    rows, _ = read_rows(folder)
    known = {spec_of(row).id: row for row in latest(rows)}
    if not known:
        raise UsageError(f"no results in {folder}: expected {RECORDS} with a row")
    if run not in known:
        raise UsageError.unknown("run", run, known)
    if known[run]["status"] == "skipped":
        raise UsageError(f"{run} was never run: {known[run]['error']}")
    return known[run]
