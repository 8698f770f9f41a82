"""Parts of a figure that tell their values to whoever points at them."""

from __future__ import annotations

from re import DOTALL, sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.artist import Artist

_MARK = "told "


def tell(artist: Artist, text: str) -> None:
    """Let a part of a figure say a text; an SVG file keeps the id of a part, and that carries it.

    Args:
        artist: Drawn as a group of its own.
        text: One line.
    """
    artist.set_gid(_MARK + " ".join(text.split()))


def with_told(svg: str, name: str) -> str:
    """Turn what parts have been told to say into titles, which viewers show.

    Args:
        svg: As matplotlib writes it, with texts as shapes.
        name: Comes before all ids, so that several drawings can stand in one page.
    """
    bare = sub(r"<!--.*?-->\s*", "", svg, flags=DOTALL)  # in which texts stand once more
    own = sub(r'(\bid="|href="#|url\(#)', rf"\1{name}-", bare)
    return sub(rf'<g id="{name}-{_MARK}([^"]*)">', r'<g class="told"><title>\1</title>', own)
