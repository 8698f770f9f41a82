"""A results folder as it is read: the table, and what the runs left beside their rows."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmark._kept_history import kept_history
from benchmark._kept_pair import kept_pair
from benchmark._shared import Shared
from benchmark.asked import commands_of, specs_of
from benchmark.diagnosis import Diagnosis
from benchmark.kept_kernels import KeptKernels
from benchmark.kept_predictions import kept_predictions
from benchmark.kept_scores import kept_scores
from benchmark.kept_study import KeptStudy
from benchmark.source import Source
from benchmark.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_MATRIX, _IMAGES = 2, 4  # dimensions


@dataclass(frozen=True)
class Results:
    """The table of a results folder, and the files of its runs; those may be missing.

    Args:
        folder: Where it lies.
        table: One row a run. In a merged folder its `run_folder` says where the run's files are.
        sources: The folders that a merged one is made of; of any other, none.
    """

    folder: Path
    table: pd.DataFrame
    sources: tuple[Source, ...] = ()
    _read: dict[str, Mapping[str, NDArray[Any]] | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _shared: Shared = field(default_factory=Shared, init=False, repr=False, compare=False)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the table, derived anew where rows have come since, in all sources that are there.

        Raises:
            UsageError: If the folder holds no results, or those of a newer schema.
        """
        from benchmark.table import read_table
        from benchmark.write_merged import merge_anew

        if sources := Source.read(folder):
            merge_anew(folder, sources)
        return cls(folder, read_table(folder), Source.read(folder))

    @cached_property
    def missing(self) -> list[Spec]:
        """The runs that were asked for last, here or in the sources, and have no row."""
        rows = self.table[["dataset", "model", "seed"]].itertuples(index=False, name=None)
        done = {Spec(*row) for row in rows}
        asked = dict.fromkeys(spec for folder in self._asked_in for spec in specs_of(folder))
        return [spec for spec in asked if spec not in done]

    @property
    def gone(self) -> list[Source]:
        """The sources that are no longer there, and with them the files of their runs."""
        return [each for each in self.sources if not self._place(each.folder).is_dir()]

    @property
    def commands(self) -> list[str]:
        """The commands that asked for the runs, here or in the sources, each once."""
        commands = [each for folder in self._asked_in for each in commands_of(folder)]
        return list(dict.fromkeys(commands))

    @property
    def diagnoses(self) -> list[Diagnosis]:
        """What was found of the data before it was run on, here or in the sources."""
        return [each for folder in self._asked_in for each in Diagnosis.read(folder)]

    @property
    def studies(self) -> list[KeptStudy]:
        """What simulations came to, here or in the sources, each once with each seed."""
        return KeptStudy.read_all(*self._asked_in)

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
            kept = kept_predictions(self._file(run, "scores.npz"))
            self._read[run] = kept and {name: self._shared.share(kept[name]) for name in kept}
        return self._read[run]

    def scores(self, run: str) -> dict[str, NDArray[Any]] | None:
        """Give what a run left of its test split, as `kept_scores` does."""
        return kept_scores(self._file(run, "scores.npz"))

    def validation(self, run: str) -> tuple[NDArray[np.float32], NDArray[np.int64]] | None:
        """Give the scores, float32 (n, n_classes), and the labels of the validation split.

        None where they are gone or damaged, as in older folders.
        """
        names = "validation_scores", "validation_y"
        return kept_pair(self._file(run, "validation.npz"), names, _MATRIX)

    def mistakes(self, run: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]] | None:
        """Give places in the test split, int64 (k,), of some that a run got wrong, and thumbnails.

        Those are uint8 (k, height, width, channels). None where they are gone or damaged, as in
        older folders.
        """
        kept = kept_pair(self._file(run, "mistakes.npz"), ("x", "place"), _IMAGES)
        return kept and kept[::-1]

    def kernels(self, run: str) -> KeptKernels | None:
        """Give the kernels that a run left; None where it had none, or they are gone or damaged."""
        return KeptKernels.read(self._file(run, KeptKernels.FILE))

    def history(self, run: str) -> list[dict[str, Any]]:
        """Give the epochs of a run's training; none where it had none or they are gone."""
        return kept_history(self._file(run, "history.json"))

    def folder_of(self, run: str) -> Path:
        """Say where a run's files lie, or would."""
        known = self._folders.get(run)
        return self.folder / "runs" / run if known is None else self._place(known)

    def _file(self, run: str, name: str) -> Path:
        return self.folder_of(run) / name

    @property
    def _asked_in(self) -> list[Path]:
        return [self._place(source.folder) for source in self.sources] or [self.folder]

    def _place(self, path: str) -> Path:
        """Follow a path from here, which need not be on disk yet."""
        return Path(os.path.normpath(self.folder.resolve() / path))

    @cached_property
    def _folders(self) -> dict[str, str]:
        if "run_folder" not in self.table:
            return {}
        return dict(self.table[["run", "run_folder"]].itertuples(index=False, name=None))
