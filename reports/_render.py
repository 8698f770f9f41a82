"""Turn chapters into HTML and Markdown."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib import rc_context

from reports._words import MISSING
from reports.escape_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.figure import Figure


def render_html(title: str, chapters: Sequence[Any]) -> str:
    """Write one self-contained page, its figures inside."""
    return _render("report.html.j2", title, chapters, autoescape=True, svg=_svg_uri)


def render_markdown(title: str, chapters: Sequence[Any], figures: Path) -> str:
    """Write Markdown, and its figures as PNG files into a folder beside it."""

    def save(name: str, figure: Figure) -> str:
        figures.mkdir(exist_ok=True)
        figure.savefig(figures / f"{name}.png", dpi=150, metadata={"Software": None})
        return f"{figures.name}/{name}.png"

    return _render("report.md.j2", title, chapters, autoescape=False, save=save)


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


def _svg_uri(figure: Figure) -> str:
    picture = BytesIO()
    with rc_context({"svg.hashsalt": "depthbench"}):  # the same figure gives the same bytes
        figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    return f"data:image/svg+xml;base64,{b64encode(picture.getvalue()).decode()}"
