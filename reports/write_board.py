"""Make a leaderboard of results: one page that needs no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Paragraph
from reports._leaderboard import leaderboard
from reports._render import render_html
from reports.chapter import Chapter
from reports.sections.failures import Failures
from reports.sections.missing import Missing
from reports.sections.models import Models
from reports.sections.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

    from reports.evidence import Evidence

_AFTER = (Missing(), Failures(), Models(), Sources())


def write_board(evidence: Evidence, file: Path) -> None:
    """Write data set by data set who stands where, then what failed and what names stand for.

    Args:
        evidence: What results show.
        file: Where the HTML goes.
    """
    chapters = [
        Chapter("How to read it", [Paragraph(_EXPLANATION)]),
        *(leaderboard(n, board, evidence) for n, board in enumerate(evidence.boards, 1)),
        *(Chapter(section.title, section.body(evidence)) for section in _AFTER),
    ]
    suites = ", ".join(sorted(evidence.table["suite"].unique()))
    page = render_html(f"Leaderboard: {suites}", [each for each in chapters if each.blocks])
    file.write_text(page, encoding="utf-8")


_EXPLANATION = (
    "Models of one tier cannot be separated. Seeds: with which all ranked models ended well, of "
    "those that were asked for. Fit: the median over seeds whose runs had the processor to "
    "themselves. Parameters: learned by optimising a loss, in brackets those fitted without "
    "gradients. MACs: multiply-accumulates with parameters to score one image. One seed ranks "
    "nothing."
)
