"""Plain text as a part of HTML."""

from __future__ import annotations

from re import sub

from markupsafe import Markup, escape

from benchmark.printable import printable

# Hebrew, Arabic and their like. What stands beside them is read from left to right all the same.
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"


def as_html(text: str) -> Markup:
    """Escape a text, show its control characters, and keep right-to-left words to themselves."""
    safe = str(escape(printable(text)))
    words = rf"[{_RIGHT_TO_LEFT}]+(?:\s+[{_RIGHT_TO_LEFT}]+)*"
    return Markup(sub(words, r"<bdi>\g<0></bdi>", safe))  # noqa: S704 - it is escaped
