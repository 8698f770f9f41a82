"""Accuracy as training images are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from benchmark.within import within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.board import Board

_FEWEST_SIZES = 2


@dataclass(frozen=True)
class Curves:
    """The rankings of one data set at several sizes of its training split.

    Args:
        dataset: Spec string of the whole.
        boards: By the number of training images, fewest first.
    """

    dataset: str
    boards: dict[int, Board]

    @property
    def largest(self) -> Board:
        """The ranking with most training images."""
        return self.boards[max(self.boards)]

    @property
    def classes(self) -> int:
        """How many classes the images are of; 1 where that is not known."""
        known = self.largest.rows["n_classes"].dropna()
        return int(known.max()) if len(known) else 1

    @property
    def unit(self) -> str:
        """What sizes are said in, once divided by the classes."""
        return "images a class" if self.classes > 1 else "training images"

    def of(self, model: str, column: str = "accuracy") -> pd.DataFrame:
        """Give a column of a model's runs: a row a seed, a column a size that has the model."""
        found = {
            size: board.rows[board.rows["model"].eq(model)].set_index("seed")[column]
            for size, board in self.boards.items()
            if board.rows["model"].eq(model).any()
        }
        return pd.DataFrame(found, dtype=float)

    def lead(self, model: str, other: str) -> pd.DataFrame:
        """Give by how much a model is more accurate than another.

        A row a seed with which both ended well at every size that has both, a column a size.
        """
        mine, theirs = self.of(model), self.of(other)
        both = [size for size in mine if size in theirs]
        return (mine[both] - theirs[both]).dropna()


def curves_of(boards: Sequence[Board]) -> list[Curves]:
    """Find the data sets of which there are two sizes or more, cut by the data set `subset`.

    Rankings belong together whose images are drawn from the same ones, where rows tell.

    Args:
        boards: The rankings of a results folder.
    """
    found: dict[tuple[str, str], dict[int, Board]] = {}
    for board in boards:
        size = board.rows["n_train"].dropna()
        if len(size):
            key = within(board.dataset, "subset") or board.dataset, _pool(board.rows)
            found.setdefault(key, {}).setdefault(int(size.iloc[0]), board)
    return [
        Curves(whole, dict(sorted(sizes.items())))
        for (whole, _), sizes in sorted(found.items())
        if len(sizes) >= _FEWEST_SIZES
    ]


def _pool(rows: pd.DataFrame) -> str:
    known = rows["pool_sha256"].dropna().unique() if "pool_sha256" in rows else ()
    return ", ".join(sorted(map(str, known)))
