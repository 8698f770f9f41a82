"""Turn chapters into HTML and Markdown."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports._words import MISSING
from reports.escape_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reports._blocks import Picture
    from reports.chapter import Chapter


def render_html(title: str, chapters: Sequence[Chapter]) -> str:
    """Write one page that needs no other file."""
    return _render("report.html.j2", title, chapters, autoescape=True, address=_address)


def render_markdown(title: str, chapters: Sequence[Chapter], figures: str) -> str:
    """Write Markdown that shows the figures of a folder beside it."""
    return _render("report.md.j2", title, chapters, autoescape=False, figures=figures)


def _address(picture: Picture) -> str:
    """Give a figure as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{b64encode(picture.svg.encode()).decode()}"


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
    )
    environment.filters |= {"cells": _cells, "markdown": escape_markdown}
    environment.tests |= {"number": _is_number}
    return environment.get_template(template).render(title=title, chapters=chapters, **tools)


def _cells(frame: pd.DataFrame) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in frame.itertuples(index=False)]


def _is_number(cell: str) -> bool:
    """Tell what is aligned to the right."""
    return cell[:1].isdigit() or cell[:1] in "–±" or cell == MISSING
