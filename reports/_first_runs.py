"""The runs of a model that are looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._words import plural

if TYPE_CHECKING:
    from reports.board import Board

MOST_SEEDS = 10
"""Read of a model: what more would show costs more time than it is worth."""


def first_runs(board: Board, model: str, most: int = MOST_SEEDS) -> list[str]:
    """Give the ids of a model's first runs, in the order of seeds, the same seeds for all models.

    Args:
        board: The ranking of a data set.
        model: A spec string that it ranks.
        most: How many at most.
    """
    runs = board.rows[board.rows["model"].eq(model)].sort_values("seed")
    return runs["run"].astype(str).tolist()[:most]


def over_seeds(board: Board, most: int = MOST_SEEDS) -> str:
    """Say over which seeds something is counted.

    Args:
        board: The ranking of a data set.
        most: How many are read at most.
    """
    seeds = len(board.seeds)
    if seeds <= most:
        return f"over {plural(seeds, 'seed')}"
    return f"over the first {plural(most, 'seed')} of {seeds}"
