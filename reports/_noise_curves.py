"""Errors as dimensions of noise are added to images."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

import pandas as pd

from benchmark.within import within
from reports._titles import titles
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.board import Board

_FEWEST = 2


@dataclass(frozen=True)
class NoiseCurves:
    """The rankings of one data set with several numbers of noise dimensions.

    Args:
        title: What the data set without noise is called.
        boards: By the number of all dimensions, fewest first.
    """

    title: str
    boards: dict[int, Board]

    @property
    def models(self) -> list[str]:
        """Spec strings of the models that are ranked with every number, best with fewest first."""
        ranked = [set(board.standings["model"]) for board in self.boards.values()]
        first = next(iter(self.boards.values())).standings
        seeing = first[first["family"].ne("floor")]["model"]
        return [str(model) for model in seeing if all(model in each for each in ranked)]

    def errors(self, model: str, column: str = "accuracy") -> pd.DataFrame:
        """Give a model's errors: a row a seed that ended well everywhere, a column a number.

        Args:
            model: Spec string.
            column: "accuracy" of the test split, or "train_accuracy".
        """
        by_size = {}
        for size, board in self.boards.items():
            own = board.rows[board.rows["model"].eq(model)].set_index("seed")
            by_size[size] = 1 - pd.to_numeric(own.get(column, pd.Series(dtype=float)))
        return pd.DataFrame(by_size).dropna()

    def growth(self, model: str) -> MeanInterval | None:
        """Give by how much the test error grows from the fewest dimensions to the most, paired."""
        errors = self.errors(model)
        if errors.empty:
            return None
        return MeanInterval.of((errors.iloc[:, -1] - errors.iloc[:, 0]).tolist())


def noise_curves_of(boards: Sequence[Board]) -> list[NoiseCurves]:
    """Find the data sets that were run with two numbers of noise rows or more.

    Args:
        boards: The rankings of a results folder.
    """
    found: dict[str, dict[int, Board]] = {}
    for board in boards:
        plain = within(board.dataset, "noisy")
        known = board.rows.get("input_shape", pd.Series(dtype=object)).dropna().tolist()
        if plain and known:
            found.setdefault(plain, {})[_numbers(str(known[0]))] = board
    named = titles(found)
    return [
        NoiseCurves(named[plain], dict(sorted(by_size.items())))
        for plain, by_size in sorted(found.items())
        if len(by_size) >= _FEWEST
    ]


def _numbers(shape: str) -> int:
    """Count what an image is made of: "28x28x1" gives 784."""
    return prod(map(int, shape.split("x")))
