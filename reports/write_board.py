"""Make a leaderboard of results: one page that needs no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._render import render_html
from reports.chapters_of_board import chapters_of_board

if TYPE_CHECKING:
    from pathlib import Path

    from reports.evidence import Evidence


def write_board(evidence: Evidence, file: Path) -> None:
    """Write what `chapters_of_board` says as HTML.

    Args:
        evidence: What results show.
        file: Where it goes.
    """
    title = f"Leaderboard: {', '.join(sorted(evidence.table['suite'].unique()))}"
    file.write_text(render_html(title, chapters_of_board(evidence)), encoding="utf-8")
