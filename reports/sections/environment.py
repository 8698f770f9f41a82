"""Where and with what the runs were made."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._values import values_of
from reports._words import MISSING
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence

_FACTS = (
    "backend",
    "device",
    "processor",
    "cores",
    "threads",
    "workers",
    "memory_gib",
    "platform",
    "python",
    "deterministic",
    "git_commit",
    "accuracy_key",
    "timing_key",
)


class Environment(Section):
    """Machine and libraries, with every value that occurs."""

    title: ClassVar[str] = "Environment, and how to repeat it"
    order: ClassVar[int] = 60

    def body(self, evidence: Evidence) -> list[Block]:
        """Give the commands, and the values that rows carry; several in a line: mixed results."""
        table = evidence.table
        columns = [str(name) for name in table]
        versions = sorted(
            name for name in columns if name.endswith("_version") and name != "schema_version"
        )
        names = [name for name in _FACTS if name in columns] + versions
        grid = pd.DataFrame({"fact": names, "values": [_texts(table[name]) for name in names]})
        return [
            Paragraph(_when(table["started_at"])),
            *_how_to_repeat(evidence),
            Grid("environment", grid),
        ]


def _how_to_repeat(evidence: Evidence) -> list[Block]:
    run = evidence.table["run"].iloc[0]
    rerun = shlex.join(["depthbench", "rerun", evidence.results.folder_of(str(run)).as_posix()])
    single = Paragraph(f"One run alone, with a verdict on whether it comes out the same: {rerun}")
    if not evidence.results.commands:
        return [single]
    grid = pd.DataFrame({"what made these results": evidence.results.commands})
    return [Grid("commands", grid), single]


def _when(started: pd.Series[str]) -> str:
    known = sorted(each for each in started.dropna() if each)
    return f"Runs started between {known[0]} and {known[-1]}." if known else "When is not known."


def _texts(column: pd.Series[str]) -> str:
    return ", ".join(values_of(column)) or MISSING
