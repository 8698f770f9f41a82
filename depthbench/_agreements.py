"""Print on the terminal how models compare with the reference."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmark.spec import last_word
from reports._words import MISSING, listed, p_value, percent, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.agreement import Agreement


def print_agreements(found: Sequence[Agreement], differ: Mapping[str, Sequence[object]]) -> None:
    """Print a line a model, what was amiss, and the verdict on all.

    Args:
        found: One a model.
        differ: In what the reference's environment and this one differ, by column.
    """
    console = Console(highlight=False)
    grid = Table("model", "seeds", "reference", "here", "points", "p", "verdict", box=SIMPLE_HEAD)
    for each in found:
        grid.add_row(*map(escape, _cells(each)))
    console.print(grid)
    for each in found:
        if each.reason:
            console.print(escape(f"{each.model}: {each.reason}"))
    if differ:
        console.print(escape(f"the reference and this differ in {listed(differ)}"))
    amiss = sum(not each.agrees for each in found)
    known = plural(len(found), "model")
    console.print(f"not verified: {amiss} of {known}" if amiss else f"verified: {known}")


def _cells(each: Agreement) -> tuple[str, ...]:
    points = 100 * (each.received - each.expected)
    return (
        last_word(each.model),
        str(each.seeds),
        percent(each.expected),
        percent(each.received),
        MISSING if isnan(points) else f"{points:+.2f}",
        p_value(each.p),
        each.verdict,
    )
