"""The report as a section of a paper."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reports._blocks import Picture
from reports._render import render_latex
from reports._save_figure import save_figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports.chapter import Chapter


def write_latex(title: str, chapters: Sequence[Chapter], path: Path) -> None:
    """Write LaTeX that a paper includes, and its figures as PDF into `figures` beside it.

    Args:
        title: Plain text.
        chapters: In order.
        path: Where the section goes.
    """
    for block in chain.from_iterable(chapter.blocks for chapter in chapters):
        if isinstance(block, Picture):
            _write_pdf(block, path.parent / "figures")
    path.write_text(render_latex(title, chapters), encoding="ascii")


def _write_pdf(picture: Picture, folder: Path) -> None:
    """Write a figure with fonts that publishers take; the same figure gives the same bytes."""
    from matplotlib import rc_context

    nameless = {"CreationDate": None, "Creator": None, "Producer": None}
    with rc_context({"pdf.fonttype": 42}):
        save_figure(picture.figure, folder / f"{picture.name}.pdf", metadata=nameless)
