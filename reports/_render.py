"""Turn chapters into HTML and Markdown."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports._words import MISSING
from reports.escape_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd


def render_html(title: str, chapters: Sequence[Any], figures: Path) -> str:
    """Write one self-contained page, with the figures of a folder inside."""

    def inside(name: str) -> str:
        picture = (figures / f"{name}.svg").read_bytes()
        return f"data:image/svg+xml;base64,{b64encode(picture).decode()}"

    return _render("report.html.j2", title, chapters, autoescape=True, inside=inside)


def render_markdown(title: str, chapters: Sequence[Any], figures: Path) -> str:
    """Write Markdown that shows the figures of a folder beside it."""
    return _render("report.md.j2", title, chapters, autoescape=False, figures=figures.name)


def _render(
    template: str, title: str, chapters: Sequence[Any], *, autoescape: bool, **tools: Any
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
