"""Claim what a board shows, pair by pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from benchmark.spec import last_word
from reports.claim import Claim
from reports.statistics.mcnemar import mcnemar
from reports.statistics.probability_better import probability_better
from reports.statistics.sign_flips import sign_flips

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reports.board import Board
    from reports.statistics.comparison import Comparison
    from reports.statistics.interval import Interval


def claims_of(board: Board) -> list[Claim]:
    """Give a claim for each pair of ranked models, those of the best models first.

    Args:
        board: The ranking of one data set.
    """
    grounds = _Grounds.of(board)
    if board.comparisons:
        return _compared(board, grounds)
    pairs = combinations(range(len(board.standings)), 2)
    return [_unrankable(board, grounds, pair) for pair in pairs]


def apart(claims: list[Claim]) -> list[Claim]:
    """Lengthen the ids that models, or data sets, of one name and other settings share."""
    often = Counter(claim.id for claim in claims)
    return [
        replace(claim, id=f"{claim.id}-{_digest(claim)}") if often[claim.id] > 1 else claim
        for claim in claims
    ]


def _compared(board: Board, grounds: _Grounds) -> list[Claim]:
    accuracies = board.accuracies
    pairs = [accuracies[[each.first, each.second]] for each in board.comparisons]
    p_values = sign_flips(np.array([better - worse for better, worse in pairs]))
    return [
        _claim(grounds, comparison, probability_better(*pair), float(p))
        for comparison, pair, p in zip(board.comparisons, pairs, p_values, strict=True)
    ]


def _claim(grounds: _Grounds, comparison: Comparison, wins: Interval, sign_flip_p: float) -> Claim:
    difference = comparison.difference
    return Claim(
        **grounds.common(comparison.first, comparison.second),
        verdict="beats" if comparison.separated else "cannot be separated",
        points=100 * difference.estimate,
        low=100 * difference.low,
        high=100 * difference.high,
        p=difference.p,
        p_holm=comparison.p_holm,
        sign_flip_p=sign_flip_p,
        probability_better=(wins.estimate, wins.low, wins.high),
        smallest_points=100 * comparison.smallest,
    )


def _unrankable(board: Board, grounds: _Grounds, pair: tuple[int, int]) -> Claim:
    better, worse = pair
    accuracy = board.standings["accuracy"]
    return Claim(
        **grounds.common(better, worse),
        verdict="not rankable",
        points=100 * float(accuracy[better] - accuracy[worse]),
        mcnemar_p=_mcnemar(board, better, worse),
    )


def _mcnemar(board: Board, better: int, worse: int) -> float | None:
    if board.cells is None or not board.cells.alone:
        return None
    return mcnemar(*board.cells.right[[better, worse]].astype(np.bool_))


@dataclass(frozen=True)
class _Grounds:
    """What the claims of a board have in common.

    Args:
        dataset: Spec string.
        models: In the order of the standings.
        seeds: Of the board.
        n_test: Test images of a seed.
        by_image: Whether what is said is over test images as well.
        leak: As the board has it.
        groups: As the board's cells have them.
        runs: Ids of the board's runs.
        places: Of each model, the places of its own among them, int64.
    """

    dataset: str
    models: list[str]
    seeds: tuple[int, ...]
    n_test: int
    by_image: bool
    leak: str
    groups: int
    runs: NDArray[np.object_]
    places: list[NDArray[np.int64]]

    @classmethod
    def of(cls, board: Board) -> Self:
        models, rows = board.standings["model"].astype(str).tolist(), board.rows
        n_test = int(rows["n_test"].max()) if models else 0
        runs, of_models = rows["run"].to_numpy(object), rows["model"].to_numpy()
        places = [np.flatnonzero(of_models == model) for model in models]
        groups = 0 if board.cells is None else board.cells.groups
        said = (board.by_image, board.leak, groups)
        return cls(board.dataset, models, board.seeds, n_test, *said, runs, places)

    def common(self, better: int, worse: int) -> dict[str, Any]:
        pair = [self.models[better], self.models[worse]]
        names = sorted(map(last_word, pair))  # one id, whichever is ahead
        rows = np.sort(np.concatenate([self.places[better], self.places[worse]]))
        return {
            "id": f"{names[0]}-vs-{names[1]}-on-{last_word(self.dataset)}",
            "dataset": self.dataset,
            "better": pair[0],
            "worse": pair[1],
            "pairs": len(self.models) * (len(self.models) - 1) // 2,
            "seeds": self.seeds,
            "n_test": self.n_test,
            "by_image": self.by_image,
            "leak": self.leak,
            "groups": self.groups,
            "rows": tuple(self.runs[rows]),
        }


def _digest(claim: Claim) -> str:
    pair = repr((*sorted((claim.better, claim.worse)), claim.dataset))
    return sha256(pair.encode()).hexdigest()[:6]
