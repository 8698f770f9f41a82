"""What a leaderboard says, whatever it is written as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Paragraph
from reports._leaderboard import leaderboard
from reports.chapter import Chapter
from reports.sections.failures import Failures
from reports.sections.missing import Missing
from reports.sections.models import Models
from reports.sections.sources import Sources

if TYPE_CHECKING:
    from reports.evidence import Evidence

_AFTER = (Missing(), Failures(), Models(), Sources())


def chapters_of_board(evidence: Evidence) -> list[Chapter]:
    """Say data set by data set who stands where, then what failed and what names stand for.

    Args:
        evidence: What results show.
    """
    chapters = [
        Chapter("How to read it", [Paragraph(_EXPLANATION)]),
        *(leaderboard(n, board, evidence) for n, board in enumerate(evidence.boards, 1)),
        *(Chapter(section.title, section.body(evidence)) for section in _AFTER),
    ]
    return [chapter for chapter in chapters if chapter.blocks]


_EXPLANATION = (
    "Tiers are cut only where every model above is separated from every model below. Seeds: with "
    "which all ranked models ended well, of those that were asked for. Fit: the median over seeds "
    "whose runs had their cores to themselves. Parameters: learned by optimising a loss, in "
    "brackets those fitted without gradients. MACs: multiply-accumulates with parameters to score "
    "one image. One seed ranks nothing."
)
