"""Where and with what the runs were made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence

_FACTS = (
    "backend",
    "device",
    "processor",
    "cores",
    "memory_gib",
    "platform",
    "python",
)


class Environment(Section):
    """Machine and libraries, with every value that occurs."""

    title: ClassVar[str] = "Environment"
    order: ClassVar[int] = 60

    def body(self, evidence: Evidence) -> list[Block]:
        """List the values that the rows carry; more than one in a line means mixed results."""
        table = evidence.table
        columns = [str(name) for name in table]
        versions = sorted(
            name for name in columns if name.endswith("_version") and name != "schema_version"
        )
        names = [name for name in _FACTS if name in columns] + versions
        grid = pd.DataFrame({"fact": names, "values": [_values(table[name]) for name in names]})
        first, last = table["started_at"].min(), table["started_at"].max()
        return [Paragraph(f"Runs started between {first} and {last}."), Grid("environment", grid)]


def _values(column: pd.Series[str]) -> str:
    return ", ".join(sorted({_text(value) for value in column.dropna()})) or "–"


def _text(value: object) -> str:
    """Write whole numbers as such; a column with a gap holds them as floats."""
    whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if whole else str(value)
