"""Write changes as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._amount import amount, shift, span
from reports._verdicts import tests_of, verdicts_of
from reports._words import MISSING, p_value
from reports.escape_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.change import Change

_COLUMNS = (
    *("data set", "model", "quantity", "verdict", "old", "new"),
    *("difference", "95 % interval", "ratio", "p", "runs", "reason"),
)


def changes_markdown(changes: Sequence[Change]) -> str:
    """Write a count of the verdicts, the regressions in words, a table of all, and the tests.

    Args:
        changes: As `changes` gives them.
    """
    regressions = [change.text for change in changes if change.verdict == "regression"]
    tests = tests_of(changes)
    parts = [
        ["# Old against new"],
        [verdicts_of(changes)],
        _list(regressions),
        [_line(_COLUMNS), _line(["---"] * len(_COLUMNS)), *(_line(_cells(c)) for c in changes)],
        ["Tests:", "", *_list(tests)] if tests else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _cells(change: Change) -> list[str]:
    quantity, low, high = change.quantity, change.low, change.high
    return [
        change.dataset,
        change.model,
        quantity,
        change.verdict,
        MISSING if change.old is None else amount(quantity, change.old),
        MISSING if change.new is None else amount(quantity, change.new),
        MISSING if change.difference is None else shift(quantity, change.difference),
        MISSING if low is None or high is None else span(quantity, low, high),
        MISSING if change.ratio is None else f"{change.ratio:.2f}",
        MISSING if change.p is None else p_value(change.p),
        f"{change.n_old}, {change.n_new}",
        change.reason,
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell if cell == '---' else escape_markdown(cell) for cell in cells)} |"


def _list(lines: Sequence[str]) -> list[str]:
    return [f"- {escape_markdown(line)}" for line in lines]
