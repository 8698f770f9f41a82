"""Decode the images of a run ahead of it, and look what is wrong with the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from benchmark.innermost import innermost
from benchmark.plugins import DATASETS
from benchmark.printable import printable
from benchmark.usage_error import UsageError
from depthbench._telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmark.diagnosis import Diagnosis
    from benchmark.finding import Finding
    from benchmark.pictures import Pictures
    from benchmark.spec import Spec


@dataclass(frozen=True)
class Examined:
    """What is known of the data sets of a run before it begins.

    Args:
        pictures: By spec, those that lie in files.
        diagnoses: Of the user's own.
    """

    pictures: dict[str, Pictures]
    diagnoses: tuple[Diagnosis, ...] = ()

    @classmethod
    def of(cls, specs: Iterable[Spec], own: str | None, *, allow_leak: bool) -> Examined:
        """Decode what has to be, with a bar; workers would do it unseen, and on their clocks.

        Args:
            specs: What is to be run.
            own: Spec of the user's own images, which the doctor looks at; None if there are none.
            allow_leak: Whether it may go on although test images are known from training.

        Raises:
            UsageError: If it may not, or images cannot be used.
        """
        names = dict.fromkeys(spec.dataset for spec in specs)
        found = {}
        with telling() as told:
            for name in names:
                dataset = DATASETS.make(innermost(name))
                if hasattr(dataset, "pictures"):
                    found[name] = dataset.pictures(told)
            if own is None or (own := DATASETS.normalise(own)) not in names:
                return cls(found)
            from benchmark.diagnose import diagnose
            from benchmark.diagnosis import Diagnosis

            diagnosis = Diagnosis(own, tuple(diagnose(DATASETS.make(own), told)), allow_leak)
        _say(diagnosis)
        return cls(found, (diagnosis,))

    def keep(self, folder: Path) -> None:
        """Write what was found and what was left out to the results folder."""
        from benchmark.diagnosis import Diagnosis
        from benchmark.skipped import write_skipped

        Diagnosis.write(self.diagnoses, folder)
        tables = {name: each.table for name, each in self.pictures.items()}
        if n := write_skipped(tables, folder):
            files = "1 file was" if n == 1 else f"{n:,} files were"
            typer.echo(f"{files} damaged and left out: {folder / 'skipped.csv'}", err=True)


def _say(diagnosis: Diagnosis) -> None:
    """Say what may mislead, a line each; refuse to go on with a leak that was not allowed."""
    if diagnosis.leaks and not diagnosis.leak_allowed:
        raise UsageError(_line(diagnosis.leaks[0]))
    for finding in diagnosis.findings:
        if finding.severity != "note":
            typer.echo(f"doctor: {_line(finding)}", err=True)


def _line(finding: Finding) -> str:
    return printable(" ".join(f"{finding.message}; {finding.advice}".split()))
