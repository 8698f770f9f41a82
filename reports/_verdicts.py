"""What changes come to, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.change import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.change import Change


def verdicts_of(changes: Sequence[Change]) -> str:
    """Count the verdicts, worst first."""
    often = Counter(change.verdict for change in changes)
    counts = ", ".join(f"{verdict} {often[verdict]}" for verdict in VERDICTS if often[verdict])
    return f"Verdicts: {counts or 'none'}."


def tests_of(changes: Sequence[Change]) -> list[str]:
    """Name the tests, quantity by quantity."""
    return sorted({f"{change.quantity}: {change.test}" for change in changes if change.test})
