"""A figure within a page."""

from __future__ import annotations

from re import DOTALL, sub
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from benchmark.printable import printable

if TYPE_CHECKING:
    from reports._blocks import Picture

_REM_AN_INCH = 6.5  # so that letters in figures are as large as those around them


def inline(picture: Picture) -> Markup:
    """Give a figure as a part of HTML, with its words for those who cannot see it."""
    svg = picture.svg[picture.svg.index("<svg") :]
    bare = sub(r'<metadata>.*?</metadata>\s*| xmlns(:xlink)?="[^"]*"', "", svg, flags=DOTALL)
    role = "group" if 'class="told"' in bare else "img"  # a single image has no parts to go to
    width = picture.figure.get_figwidth() * _REM_AN_INCH
    named = (
        f'<svg role="{role}" aria-label="{escape(printable(picture.words))}" '
        f'style="max-width: {width:.1f}rem" '
    )
    return Markup(bare.replace("<svg ", named, 1))  # noqa: S704 - matplotlib has escaped it
