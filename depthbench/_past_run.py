"""A run that was made, as a user names it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from benchmark.rows import RECORDS, latest, read_rows, spec_of
from benchmark.usage_error import UsageError

_FOLDER = Path("results/quick")


@dataclass(frozen=True)
class PastRun:
    """A run with its row.

    Args:
        folder: The results folder.
        id: Of the run.
        row: Its row.
    """

    folder: Path
    id: str
    row: dict[str, Any]

    @property
    def files(self) -> Path:
        """The folder of what it left."""
        return self.folder / "runs" / self.id

    @classmethod
    def named(cls, run: str, folder: Path | None, where: str = "DIR") -> Self:
        """Find a run.

        Args:
            run: Its id, or the beginning of that, or its folder as DIR/runs/RUN.
            folder: The results folder, if one was given.
            where: How that is given.

        Raises:
            UsageError: If there is none, or several begin so, or it was skipped.
        """
        folder, run = _located(run, folder, where)
        rows, _ = read_rows(folder)
        known = {spec_of(row).id: row for row in latest(rows)}
        if not known:
            raise UsageError(f"no results in {folder}: expected {RECORDS} with a row")
        begun = [run] if run in known else sorted(each for each in known if each.startswith(run))
        if not begun:
            raise UsageError.unknown("run", run, known)
        if len(begun) > 1:
            raise UsageError(f"{len(begun)} runs begin with {run!r}: {', '.join(begun)}")
        (found,) = begun
        if known[found]["status"] == "skipped":
            raise UsageError(f"{found} was never run: {known[found]['error']}")
        return cls(folder, found, known[found])


def _located(run: str, folder: Path | None, where: str) -> tuple[Path, str]:
    """Tell the results folder and the run's id."""
    path = Path(run)
    if len(path.parts) <= 1:
        return folder or _FOLDER, run
    if folder is not None:
        raise UsageError(f"expected a run's id before {where}, received the folder {run}")
    if path.parent.name != "runs":
        raise UsageError(f"expected a run's folder as DIR/runs/RUN, received {run}")
    return path.parent.parent, path.name
