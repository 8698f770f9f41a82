"""Print on the terminal what is wrong with a data set."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmark.finding import SEVERITIES
from benchmark.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.finding import Finding

_SHOWN = 3  # files
_COLOURS = {"stop": "bold red", "warning": "yellow", "note": ""}


def print_findings(found: Sequence[Finding]) -> None:
    """Print a line a finding with what to do, worst first, and how many there are.

    Args:
        found: As `diagnose` gives them.
    """
    console = Console(highlight=False)
    grid = Table("", "what was found", "what to do", box=SIMPLE_HEAD)
    for each in found:
        severity = Text(each.severity, style=_COLOURS[each.severity])
        grid.add_row(severity, _found(each), _plain(each.advice))
    if found:
        console.print(grid)
    often = Counter(each.severity for each in found)
    counts = ", ".join(f"{severity} {often[severity]}" for severity in SEVERITIES)
    console.print(counts if found else "nothing was found")


def _found(finding: Finding) -> Text:
    """Write the message, and below it where to look."""
    text = _plain(finding.message)
    for name in finding.files[:_SHOWN]:
        text.append("\n  ").append(_plain(name))
    more = len(finding.files) - _SHOWN
    return text.append(f"\n  and {more:,} more (--json)") if more > 0 else text


def _plain(text: str) -> Text:
    """Take markup, line breaks and control characters for what they are: letters of a name."""
    return Text(printable(" ".join(text.split())))
