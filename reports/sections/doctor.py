"""What is wrong with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from benchmark.finding import SEVERITIES
from reports._blocks import Grid, Paragraph
from reports._words import capital, plural
from reports.sections._base import Section

if TYPE_CHECKING:
    from benchmark.diagnosis import Diagnosis
    from benchmark.finding import Finding
    from reports._blocks import Block
    from reports.evidence import Evidence

_SHOWN = 3  # files


class Doctor(Section):
    """What the doctor found before anything ran, data set by data set."""

    title: ClassVar[str] = "What is wrong with the data"
    order: ClassVar[int] = 26

    def body(self, evidence: Evidence) -> list[Block]:
        """List the findings, worst first, each with what to do."""
        blocks: list[Block] = []
        for number, each in enumerate(evidence.results.diagnoses, 1):
            blocks.append(Paragraph(f"{each.dataset}: {_summary(each)}"))
            if each.findings:
                rows = pd.DataFrame([_row(finding) for finding in each.findings])
                blocks.append(Grid(f"doctor_{number}", rows))
        return blocks


def _summary(diagnosis: Diagnosis) -> str:
    counts = [
        plural(n, noun)
        for severity, noun in zip(SEVERITIES, ("reason to stop", "warning", "note"), strict=True)
        if (n := sum(finding.severity == severity for finding in diagnosis.findings))
    ]
    said = ", ".join(counts).replace("reason to stops", "reasons to stop")
    allowed = " The leak was allowed, and is said beside every verdict."
    return (said or "nothing was found") + "." + allowed * bool(diagnosis.leaks)


def _row(finding: Finding) -> dict[str, str]:
    shown = ", ".join(finding.files[:_SHOWN])
    more = len(finding.files) - _SHOWN
    return {
        "severity": finding.severity,
        "what was found": capital(finding.message),
        "what to do": capital(finding.advice),
        "for example": shown + (" ..." if more > 0 else ""),
    }
