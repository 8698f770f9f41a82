"""Find out what is wrong with a data set before its numbers are trusted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmark.case_of import case_of
from benchmark.finding import SEVERITIES, Finding
from benchmark.plugins import CHECKS
from benchmark.told import Told, nobody

if TYPE_CHECKING:
    from benchmark.checks._base import Check
    from benchmark.datasets._base import Dataset


def diagnose(dataset: Dataset, told: Told = nobody) -> list[Finding]:
    """Let every check look at a data set.

    Args:
        dataset: Read and split as runs would; damaged files are passed over, however many.
        told: Who wants to know how far it is.

    Returns:
        What was found, worst first.

    Raises:
        UsageError: If the data set cannot be read or split at all.
    """
    case = case_of(dataset, told)
    checks: dict[str, Check] = {name: CHECKS.make(name) for name in CHECKS.names}
    found: list[Finding] = []
    for done, (name, check) in enumerate(sorted(checks.items(), key=lambda each: each[1].order)):
        told("examining", done, len(checks))
        found += [replace(each, check=name) for each in check.examine(case)]
    told("examining", len(checks), len(checks))
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
