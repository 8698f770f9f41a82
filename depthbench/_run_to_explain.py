"""A run that is to be explained, and those that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import typer

from benchmark.data_of_run import data_of_run
from benchmark.fitted_again import can_be_had, fitted_again
from benchmark.kept_weights import KeptWeights
from benchmark.rows import latest, read_rows, spec_of
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.data import Data
    from benchmark.fitted_model import FittedModel
    from depthbench._wishes import Wishes
    from reports.explanations.explain import Asked


@dataclass(frozen=True)
class RunToExplain:
    """A run; its data are read once.

    Args:
        folder: The results folder.
        row: Its row.
    """

    folder: Path
    row: dict[str, Any]

    @cached_property
    def data(self) -> Data:
        """The images that it was made with."""
        return data_of_run(self.row)

    def asked(self, wishes: Wishes) -> tuple[FittedModel, Asked]:
        """Have its model again, and those of others; choose images.

        Others that cannot be had are left out, and so are the run's own images where they are gone
        and others are asked for.

        Raises:
            UsageError: If something cannot be had.
        """
        of = self._fitted(self.row)
        asked = wishes.asked(of, *self._frame(wishes), self.row["dataset"])
        rows = self._others()[: wishes.others]
        others = []
        for done, row in enumerate(rows):
            wishes.told("other models", done, len(rows))
            try:
                others.append(self._fitted(row))
            except UsageError as error:
                typer.echo(f"{row['model']} is not shown beside: {error}", err=True)
        return of, replace(asked, others=others)

    def _frame(self, wishes: Wishes) -> tuple[tuple[int, int, int], Data | None]:
        """Tell the size of the images, and give those of the run if they are there or needed."""
        try:
            height, width, channels = self.data.test.x.shape[1:]
        except UsageError as error:
            if self.row.get("weights") != "kept" or not (wishes.images or wishes.data):
                raise
            typer.echo(f"without the run's own images: {error}", err=True)
            return KeptWeights.read(self._run(self.row), spec_of(self.row)).input_shape, None
        return (height, width, channels), self.data

    def _fitted(self, row: dict[str, Any]) -> FittedModel:
        return fitted_again(row, self._run(row), lambda: self.data)

    def _run(self, row: dict[str, Any]) -> Path:
        return self.folder / "runs" / spec_of(row).id

    def _others(self) -> list[dict[str, Any]]:
        """List runs of other models on the same images, the best of each family first."""
        rows, _ = read_rows(self.folder)
        mine = self.row["dataset"], self.row["seed"]
        fit = [
            row
            for row in latest(rows)
            if (row["dataset"], row["seed"]) == mine
            and row["model"] != self.row["model"]
            and row.get("family") in {"shallow", "deep"}
            and can_be_had(row)
        ]
        fit.sort(key=lambda row: -(row.get("validation_accuracy") or 0.0))
        best = {row["family"]: row["model"] for row in reversed(fit)}
        return sorted(fit, key=lambda row: row["model"] not in best.values())
