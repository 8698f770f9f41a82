"""DataTables, which the page brings along: tables that sort, filter and open."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from re import IGNORECASE, sub
from typing import NamedTuple


class Library(NamedTuple):
    """A script, an ECMAScript module whose default is DataTables, and the style that it takes."""

    script: str
    style: str


@cache
def library() -> Library:
    """Read what the package itables ships; it is not imported, which would take half a second."""
    found = find_spec("itables")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("itables")
    folder = Path(found.origin).parent / "html"
    script = (folder / "dt_bundle.js").read_text(encoding="utf-8")
    style = (folder / "dt_bundle.css").read_text(encoding="utf-8")
    return Library(_closed(script), _closed(style))


def _closed(text: str) -> str:
    """Keep a text from ending the element that it stands in."""
    return sub(r"<(?=/script|/style|!--|script)", r"\\x3c", text, flags=IGNORECASE)
