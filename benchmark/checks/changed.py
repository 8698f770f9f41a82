"""What decoding changed: sixteen bits, palettes, transparency, turned pictures, sizes, colours."""

from __future__ import annotations

from re import sub
from typing import TYPE_CHECKING, ClassVar

from benchmark.checks._base import Check
from benchmark.checks._words import plural
from benchmark.finding import MOST_FILES, Finding

if TYPE_CHECKING:
    import pandas as pd

    from benchmark.case import Case
    from benchmark.frame import Frame


class Changed(Check):
    """Models see what decoding made of the files; where kinds are mixed, that is worth knowing."""

    order: ClassVar[int] = 70

    def examine(self, case: Case) -> list[Finding]:
        """Say it kind by kind."""
        if case.pictures is None:
            return []
        table = case.pictures.table
        rows = table[table["damage"] == ""]
        frame = case.pictures.frame
        return [*_noted(rows), *_colours(rows, frame), *_sizes(rows, frame)]


def _noted(rows: pd.DataFrame) -> list[Finding]:
    notes = rows["note"].str.split("; ").explode()
    notes = notes[notes.notna() & (notes != "")].map(_without_numbers)
    return [_note(rows.loc[notes.index[notes == note]], note) for note in sorted(notes.unique())]


def _without_numbers(note: str) -> str:
    return sub(r"the first of \d+", "the first of several", note)


def _colours(rows: pd.DataFrame, frame: Frame) -> list[Finding]:
    grey = rows["channels"] == 1
    if frame.channels == 1:
        return [_note(rows[~grey], "colours became grey")] if not grey.all() else []
    if not grey.any() or grey.all():
        return []
    return [_note(rows[grey], f"grey became RGB, as {int((~grey).sum()):,} others have colours")]


def _sizes(rows: pd.DataFrame, frame: Frame) -> list[Finding]:
    other = rows[(rows["height"] != frame.height) | (rows["width"] != frame.width)]
    if other.empty:
        return []
    low, high = (
        "x".join(str(int(end(rows[side]))) for side in ("height", "width")) for end in (min, max)
    )
    now = f"{frame.height}x{frame.width} ({frame.rule})"
    return [_note(other, f"sizes from {low} to {high} became {now}")]


def _note(rows: pd.DataFrame, what: str) -> Finding:
    return Finding(
        "note",
        f"{plural(len(rows), 'file')}: {what}",
        "nothing, if that is what you want; else convert them yourself, or see --size, --resize, "
        "--decoder",
        tuple(map(str, rows["path"][:MOST_FILES])),
        len(rows),
    )
