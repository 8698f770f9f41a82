"""Files that cannot be used, by kind of damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from benchmark.checks._base import Check
from benchmark.checks._words import first, plural
from benchmark.finding import Finding

if TYPE_CHECKING:
    import pandas as pd

    from benchmark.case import Case


class Damaged(Check):
    """Missing, empty, truncated, broken: runs leave them out, and stop at too many (1 %)."""

    order: ClassVar[int] = 10

    def examine(self, case: Case) -> list[Finding]:
        """Count each kind, the most frequent first; their files are all listed."""
        if case.pictures is None:
            return []
        table = case.pictures.table
        damaged = table[table["damage"] != ""]
        too_many = len(damaged) > case.most_damaged * len(table)
        kinds = damaged["damage"].value_counts()
        return [
            _finding(damaged[damaged["damage"] == kind], case, too_many=too_many)
            for kind in kinds.index
        ]


def _finding(rows: pd.DataFrame, case: Case, *, too_many: bool) -> Finding:
    kind, where, said = (str(rows[name].iloc[0]) for name in ("damage", "path", "message"))
    advice = "replace or remove them"
    if too_many:
        borne = f"{100 * case.most_damaged:g} %"
        advice += f"; runs stop where more than {borne} of all files are damaged (--most-damaged)"
    return Finding(
        "stop" if too_many else "warning",
        f"{plural(len(rows), 'file')} {kind} ({first(where)}: {first(said)})",
        advice,
        tuple(map(str, rows["path"])),
        len(rows),
    )
