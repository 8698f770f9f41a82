"""A results folder as it is read: the table, and what the runs left beside their rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmark._shared import Shared
from benchmark.asked import commands_of
from benchmark.kept_predictions import kept_predictions
from benchmark.kept_scores import kept_scores

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Results:
    """The table of a results folder, and the files of its runs; those may be missing.

    Args:
        folder: Where it lies.
        table: One row a run.
    """

    folder: Path
    table: pd.DataFrame
    _read: dict[str, Mapping[str, NDArray[Any]] | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _shared: Shared = field(default_factory=Shared, init=False, repr=False, compare=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the table, derived anew where rows have come since.

        Raises:
            UsageError: If the folder holds no results, or those of a newer schema.
        """
        from benchmark.table import read_table

        return cls(folder, read_table(folder))

    @property
    def commands(self) -> list[str]:
        """The commands that asked for the runs, each once, oldest first."""
        return commands_of(self.folder)

    def hits(self, run: str) -> tuple[NDArray[np.bool_], NDArray[np.int64]] | None:
        """Tell which test images a run got right, and what each belongs to.

        Args:
            run: A run's id.

        Returns:
            bool (n,), and int64 (n,): the same number for images that belong together, in all
            runs; None where the scores are gone or damaged.
        """
        kept = self.predictions(run)
        return None if kept is None else (kept["predicted"] == kept["y"], kept["unit"])

    def predictions(self, run: str) -> Mapping[str, NDArray[Any]] | None:
        """Give what a run took its test images for, as `kept_predictions` does; read once."""
        if run not in self._read:
            kept = kept_predictions(self.folder, run)
            self._read[run] = kept and {name: self._shared.share(kept[name]) for name in kept}
        return self._read[run]

    def scores(self, run: str) -> dict[str, NDArray[Any]] | None:
        """Give what a run left of its test split, as `kept_scores` does."""
        return kept_scores(self.folder, run)

    def history(self, run: str) -> list[dict[str, Any]]:
        """Give the epochs of a run's training; none where it had none or they are gone."""
        try:
            history: list[dict[str, Any]] = json.loads(self._file(run, "history.json").read_text())
        except (OSError, ValueError):
            return []
        return history

    def _file(self, run: str, name: str) -> Path:
        return self.folder / "runs" / run / name
