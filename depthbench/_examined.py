"""Decode the images of a run ahead of it, and look what is wrong with the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from benchmark.innermost import innermost
from benchmark.plugins import DATASETS
from benchmark.printable import printable
from benchmark.usage_error import UsageError
from depthbench._telling import telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
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
    def of(cls, specs: Iterable[Spec], todo: Collection[Spec], *, allow_leak: bool) -> Examined:
        """Decode what has to be, with a bar; workers would do it unseen, and on their clocks.

        Args:
            specs: What is asked for.
            todo: What of it is to be run; the doctor looks at the user's own images among it.
            allow_leak: Whether it may go on although test images are known from training.

        Raises:
            UsageError: If it may not, or images cannot be used.
        """
        from benchmark.datasets.images import Images
        from benchmark.diagnose import diagnose
        from benchmark.diagnosis import Diagnosis

        found: dict[str, Pictures] = {}
        own: dict[str, Images] = {}
        with telling() as told:
            for name in dict.fromkeys(spec.dataset for spec in specs):
                inner = innermost(name)
                dataset = DATASETS.make(inner)
                if hasattr(dataset, "pictures"):
                    found[name] = dataset.pictures(told)
                if isinstance(dataset, Images) and any(spec.dataset == name for spec in todo):
                    own[DATASETS.normalise(inner)] = dataset
            diagnoses = tuple(
                Diagnosis(name, tuple(diagnose(dataset, told)), allow_leak)
                for name, dataset in own.items()
            )
        for diagnosis in diagnoses:
            _say(diagnosis)
        return cls(found, diagnoses)

    def check_rows(self, rows: Iterable[dict[str, Any]]) -> None:
        """See that the rows there are were made with these images.

        Raises:
            UsageError: If files were changed since; the rows of both could not be compared.
        """
        from benchmark.fingerprint import fingerprint

        pools = {name: fingerprint(each) for name, each in self.pictures.items()}
        for row in rows:
            if row.get("pool_sha256") not in (None, pools.get(row["dataset"], row["pool_sha256"])):
                raise UsageError(
                    f"the images of {row['dataset']} have changed since {row['model']} was run: "
                    "--again runs all anew, --out names another folder"
                )

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
    """Say what may mislead, a line each; refuse to go on with what stops; leaks may be allowed."""
    for finding in diagnosis.findings:
        if finding.severity == "stop" and not (finding.leak and diagnosis.leak_allowed):
            raise UsageError(_line(finding))
        if finding.severity != "note":
            typer.echo(f"doctor: {_line(finding)}", err=True)


def _line(finding: Finding) -> str:
    return printable(" ".join(f"{finding.message}; {finding.advice}".split()))
