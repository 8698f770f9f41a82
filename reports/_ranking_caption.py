"""What a ranking rests on, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._words import plural
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from reports.board import Board


def ranking_caption(board: Board) -> str:
    """Say it in words."""
    if board.refusal:
        return f"{board.refusal}."
    return (
        f"mean test accuracy over {plural(len(board.seeds), 'seed')} with which all of these "
        "models ended well. What cannot be separated is one tier (all pairs tested at "
        f"{100 * LEVEL:g} % together, after Holm); the 95 % interval is of the mean, over other "
        "seeds and other test images."
    )
