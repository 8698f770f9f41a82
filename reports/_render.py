"""Turn chapters into HTML, Markdown and LaTeX."""

from __future__ import annotations

from re import match
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from benchmark.printable import printable
from reports._as_html import as_html
from reports._blocks import Grid, Heading, Paragraph, Picture, RunTable
from reports._inline import inline
from reports._library import library
from reports._words import MISSING
from reports.escape_latex import escape_latex
from reports.escape_markdown import escape_markdown
from reports.latex_tables import latex_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reports._blocks import Block
    from reports.chapter import Chapter
    from reports.latex_tables import LatexTable

_MOST = 200  # runs that are shown without scripts
_LONGEST = 40  # letters of a number with its unit and interval
_KINDS = {
    "heading": Heading,
    "paragraph": Paragraph,
    "table": Grid,
    "runs": RunTable,
    "picture": Picture,
}


def render_html(title: str, chapters: Sequence[Chapter]) -> str:
    """Write one page that needs no other file."""
    tools = {"drawn": inline, "library": library(), "most": _MOST}
    return _render("report.html.j2", title, chapters, autoescape=True, **tools)


def render_markdown(title: str, chapters: Sequence[Chapter], figures: str) -> str:
    """Write Markdown that shows the figures of a folder beside it."""
    return _render("report.md.j2", title, chapters, autoescape=False, figures=figures)


def render_latex(title: str, chapters: Sequence[Chapter]) -> str:
    """Write a section of a paper, in ASCII."""
    return _render("report.tex.j2", title, chapters, autoescape=False)


def render_characters() -> str:
    """Define in LaTeX what `escape_latex` makes of letters that not every font has."""
    return _render("characters.tex.j2", "", [], autoescape=False)


def _render(
    template: str, title: str, chapters: Sequence[Chapter], *, autoescape: bool, **tools: Any
) -> str:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=autoescape,  # noqa: S701 - Markdown is escaped by a filter of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printable,
    )
    environment.filters |= {"cells": _cells, "runs_data": _runs_data}
    environment.filters |= {"text": as_html, "markdown": escape_markdown, "latex": escape_latex}
    environment.filters |= {"latex_tables": _latex_tables, "latex_row": _latex_row}
    environment.tests |= {name: _of_kind(kind) for name, kind in _KINDS.items()}
    environment.tests |= {"number": _is_number, "folded": _is_folded}
    return environment.get_template(template).render(title=title, chapters=chapters, **tools)


def _is_folded(block: Block) -> bool:
    """Tell what a page without scripts and a paper leave to the files beside them."""
    return bool(getattr(block, "summary", ""))


def _of_kind(kind: type) -> Any:
    return lambda block: isinstance(block, kind)


def _cells(frame: pd.DataFrame) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in frame.itertuples(index=False)]


def _latex_tables(frame: pd.DataFrame) -> list[LatexTable]:
    return latex_tables(frame, _is_number)


def _latex_row(cells: Sequence[str]) -> str:
    return " & ".join(map(escape_latex, cells)) + r" \\"


def _printable(value: Any) -> Any:
    """Let no text into a page that it cannot show; what is marked as safe is no such text."""
    plain = isinstance(value, str) and not hasattr(value, "__html__")
    return printable(value) if plain else value


def _is_number(cell: str) -> bool:
    """Tell what is aligned to the right."""
    return cell == MISSING or (len(cell) <= _LONGEST and bool(match(r"(under )?[-+–±]?\d", cell)))


def _runs_data(table: RunTable) -> dict[str, Any]:
    """Give what the page's script shows of runs: lists in the order of their names."""
    facts = list(dict.fromkeys(name for each in table.facts for name in each))
    phases = list(dict.fromkeys(name for each in table.seconds for name in each))
    return {
        "rows": [list(map(printable, row)) for row in _cells(table.frame)],
        "fact_names": facts,
        "facts": [[printable(each.get(name, "")) for name in facts] for each in table.facts],
        "phase_names": phases,
        "seconds": [[each.get(name) for name in phases] for each in table.seconds],
        "histories": table.histories,
    }
