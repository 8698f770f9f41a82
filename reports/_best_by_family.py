"""The best shallow and the best deep model of a data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.board import Board

FAMILIES = ("shallow", "deep")


def best_by_family(board: Board) -> dict[str, str]:
    """Choose by validation accuracy: by test accuracy, the best would look better than it is.

    Args:
        board: The ranking of a data set.

    Returns:
        Spec strings by family; a family without a ranked model is left out.
    """
    ranked = board.standings.sort_values(["validation_accuracy", "accuracy"], ascending=False)
    first = ranked.drop_duplicates("family").set_index("family")["model"]
    return {family: str(first[family]) for family in FAMILIES if family in first}
