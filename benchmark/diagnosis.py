"""What was found of a data set before it was run on, as results folders keep it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from benchmark._write_whole import write_whole
from benchmark.finding import Finding
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FILE = "doctor.json"


@dataclass(frozen=True)
class Diagnosis:
    """The findings on a data set.

    Args:
        dataset: Spec string.
        findings: Worst first.
        leak_allowed: Whether runs were to be made although test images are known from training.
    """

    dataset: str
    findings: tuple[Finding, ...]
    leak_allowed: bool = False

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """Those by which test images are known from training."""
        return tuple(finding for finding in self.findings if finding.leak)

    @classmethod
    def read(cls, folder: Path) -> tuple[Self, ...]:
        """List what a results folder keeps; none where nothing was looked at.

        Raises:
            UsageError: If the file is damaged: a leak would go unsaid.
        """
        path = folder / _FILE
        if not path.is_file():
            return ()
        try:
            known = json.loads(path.read_text(encoding="utf-8"))["diagnoses"]
            return tuple(cls._of(each) for each in known)
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{path} is damaged; run its data sets again") from None

    @staticmethod
    def write(diagnoses: Iterable[Diagnosis], folder: Path) -> None:
        """Put them into a results folder, in place of older ones of the same data sets."""
        known = {each.dataset: each for each in (*Diagnosis.read(folder), *diagnoses)}
        if not known:
            return
        plain = {"diagnoses": [asdict(each) for each in known.values()]}
        write_whole(folder / _FILE, json.dumps(plain, indent=1) + "\n")

    @classmethod
    def _of(cls, known: dict[str, Any]) -> Self:
        findings = [
            Finding(**{**each, "files": tuple(each["files"])}) for each in known["findings"]
        ]
        return cls(str(known["dataset"]), tuple(findings), bool(known["leak_allowed"]))
