"""What a ranking rests on, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._words import plural
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from reports.board import Board

LOST = "The scores of some of these runs are gone, so that nothing is said of other test images"


def ranking_caption(board: Board) -> str:
    """Say it in words."""
    return f"{_said(board)}{board.beware}"


def _said(board: Board) -> str:
    if board.refusal:
        return f"{board.refusal}."
    over = "other seeds and other test images" if board.by_image else f"other seeds. {LOST}"
    return (
        f"mean test accuracy over {plural(len(board.seeds), 'seed')} with which all of these "
        "models ended well. Tiers are cut only where every model above is separated from every "
        "model below, so one tier may hold models of which some beat others (all pairs tested at "
        f"{100 * LEVEL:g} % together, after Holm). The 95 % interval is of the mean, over {over}."
    )
