"""Decode the images of a run ahead of it, and say what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from benchmark.plugins import DATASETS
from depthbench._telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmark.pictures import Pictures
    from benchmark.spec import Spec


@dataclass(frozen=True)
class Examined:
    """The data sets of a run that lie in files, by their specs."""

    pictures: dict[str, Pictures]

    @classmethod
    def of(cls, specs: Iterable[Spec]) -> Examined:
        """Decode what has to be, with a bar; workers would do it unseen, and on their clocks."""
        found = {}
        with telling() as told:
            for name in dict.fromkeys(spec.dataset for spec in specs):
                dataset = _innermost(name)
                if hasattr(dataset, "pictures"):
                    found[name] = dataset.pictures(told)
        return cls(found)

    def keep(self, folder: Path) -> None:
        """Write what was left out to the results folder, and say so."""
        from benchmark.skipped import write_skipped

        tables = {name: each.table for name, each in self.pictures.items()}
        if n := write_skipped(tables, folder):
            files = "1 file was" if n == 1 else f"{n:,} files were"
            typer.echo(f"{files} damaged and left out: {folder / 'skipped.csv'}", err=True)


def _innermost(name: str) -> Any:
    """Make a data set; of one that changes another (a subset, shuffled labels), that other."""
    dataset = DATASETS.make(name)
    return _innermost(dataset.dataset) if hasattr(dataset, "dataset") else dataset
