"""Files that are not what their ending says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from benchmark.checks._base import Check
from benchmark.checks._words import plural
from benchmark.finding import MOST_FILES, Finding

if TYPE_CHECKING:
    from benchmark.case import Case


class WrongEnding(Check):
    """A JPEG named `.png` is read here, but not by every program."""

    order: ClassVar[int] = 20

    def examine(self, case: Case) -> list[Finding]:
        """Count what the files are in truth by what they promise."""
        if case.pictures is None:
            return []
        table, promised = case.pictures.table, case.pictures.collection.decoder.endings
        known = table[table["format"] != ""]
        endings = known["path"].map(lambda path: f".{path.rpartition('.')[2].lower()}")
        wrong = known[endings.isin(promised) & (endings.map(promised) != known["format"])]
        if wrong.empty:
            return []
        pairs = endings[wrong.index].str.cat(wrong["format"], " that are in truth ")
        counts = pairs.value_counts()
        said = ", ".join(f"{n:,} {pair}" for pair, n in counts.items())
        return [
            Finding(
                "note",
                f"{plural(len(wrong), 'file')} of another format than the ending says: {said}",
                "they are read as what they are; rename them for the sake of other programs",
                tuple(map(str, wrong["path"][:MOST_FILES])),
                len(wrong),
            )
        ]
