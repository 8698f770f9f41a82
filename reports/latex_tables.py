"""Tables that go over pages and stay within the margins of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from re import split
from typing import TYPE_CHECKING

from reports._latex_line import latex_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

_SIZES = {"footnotesize": 74, "scriptsize": 84}  # and how many letters go across a page
_GAP = 2  # of them, between two columns
_WIDEST_WORD = 16  # what is longer may be broken
_PLAIN = 0x250  # the first character that may be printed by its number
_NUMBER = 7  # letters of such a number


@dataclass(frozen=True)
class LatexTable:
    """A table, or some columns of one that is too wide.

    Args:
        size: Of letters, as LaTeX names it.
        columns: How LaTeX sets them: as they are, where there is room, else as shares of a line.
        head: Plain text, a column each.
        rows: Plain text.
    """

    size: str
    columns: str
    head: list[str]
    rows: list[list[str]]


def latex_tables(frame: pd.DataFrame, is_number: Callable[[str], bool]) -> list[LatexTable]:
    """Fit a table to the page: wrap its cells, or part its columns, repeating the first.

    Args:
        frame: Texts that are ready to print.
        is_number: Tells the cells that are aligned to the right.
    """
    columns = [_Column.of([str(name), *map(str, frame[name])], is_number) for name in frame]
    return [_table([columns[place] for place in part]) for part in _parts(columns)]


@dataclass(frozen=True)
class _Column:
    """A column with its heading; in letters, the least and the most width that it can use."""

    texts: list[str]
    right: bool
    wide: int
    widest: int

    @classmethod
    def of(cls, texts: list[str], is_number: Callable[[str], bool]) -> _Column:
        lines = [latex_line(text) for text in texts]
        words = [word for line in lines for word in split("[ \u200b]", line)]
        wide = min(max(map(_width, words)), _WIDEST_WORD) + _GAP
        widest = max(wide, max(map(_width, lines)) + _GAP)
        return cls(texts, all(map(is_number, texts[1:])), wide, widest)


def _width(text: str) -> int:
    seen = text.replace("\u200b", "")
    return sum(1 if ord(character) < _PLAIN else _NUMBER for character in seen)


def _parts(columns: Sequence[_Column]) -> list[list[int]]:
    """Give the columns that go together, by their places."""
    line = max(_SIZES.values())
    parts, room = [[0]], line - columns[0].wide
    for place, column in enumerate(columns[1:], 1):
        if room < column.wide and len(parts[-1]) > 1:
            parts.append([0])
            room = line - columns[0].wide
        parts[-1].append(place)
        room -= column.wide
    return parts


def _table(columns: Sequence[_Column]) -> LatexTable:
    least = sum(column.wide for column in columns)
    size = next((size for size, line in _SIZES.items() if least <= line), "scriptsize")
    return LatexTable(
        size,
        _specification(columns, _SIZES[size]),
        [column.texts[0] for column in columns],
        [list(row) for row in zip(*(column.texts[1:] for column in columns), strict=True)],
    )


def _specification(columns: Sequence[_Column], line: float) -> str:
    least = sum(column.wide for column in columns)
    most = sum(column.widest for column in columns)
    if most <= line:
        return "".join("r" if column.right else "l" for column in columns)
    spare = max(0.0, line - least) / (most - least) if most > least else 0.0
    widths = [column.wide + spare * (column.widest - column.wide) for column in columns]
    line = max(line, sum(widths)) * 1.001  # rounding must not reach beyond the margin
    return "".join(
        _paragraph(column, width / line) for column, width in zip(columns, widths, strict=True)
    )


def _paragraph(column: _Column, share: float) -> str:
    side = "raggedleft" if column.right else "raggedright"
    width = rf"\dimexpr{share:.4f}\linewidth-2\tabcolsep\relax"
    return rf">{{\{side}\arraybackslash}}p{{{width}}}"
