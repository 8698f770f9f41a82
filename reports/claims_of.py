"""Claim what a board shows, pair by pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark.spec import last_word
from reports.claim import Claim
from reports.statistics.mcnemar import mcnemar
from reports.statistics.probability_better import probability_better
from reports.statistics.sign_flip import sign_flip

if TYPE_CHECKING:
    from reports.board import Board
    from reports.statistics.comparison import Comparison


def claims_of(board: Board) -> list[Claim]:
    """Give a claim for each pair of ranked models, those of the best models first.

    Args:
        board: The ranking of one data set.
    """
    if board.comparisons:
        return [_compared(board, comparison) for comparison in board.comparisons]
    pairs = combinations(range(len(board.standings)), 2)
    return [_unrankable(board, better, worse) for better, worse in pairs]


def apart(claims: list[Claim]) -> list[Claim]:
    """Lengthen the ids that models, or data sets, of one name and other settings share."""
    often = Counter(claim.id for claim in claims)
    return [
        replace(claim, id=f"{claim.id}-{_digest(claim)}") if often[claim.id] > 1 else claim
        for claim in claims
    ]


def _compared(board: Board, comparison: Comparison) -> Claim:
    difference = comparison.difference
    better, worse = board.accuracies[[comparison.first, comparison.second]]
    wins = probability_better(better, worse)
    return Claim(
        **_common(board, comparison.first, comparison.second),
        verdict="beats" if comparison.separated else "cannot be separated",
        points=100 * difference.estimate,
        low=100 * difference.low,
        high=100 * difference.high,
        p=difference.p,
        p_holm=comparison.p_holm,
        sign_flip_p=sign_flip(better - worse),
        probability_better=(wins.estimate, wins.low, wins.high),
        smallest_points=100 * comparison.smallest,
    )


def _unrankable(board: Board, better: int, worse: int) -> Claim:
    accuracy = board.standings["accuracy"]
    return Claim(
        **_common(board, better, worse),
        verdict="not rankable",
        points=100 * float(accuracy[better] - accuracy[worse]),
        mcnemar_p=_mcnemar(board, better, worse),
    )


def _mcnemar(board: Board, better: int, worse: int) -> float | None:
    if board.cells is None or not board.cells.alone:
        return None
    return mcnemar(*board.cells.right[[better, worse]].astype(np.bool_))


def _common(board: Board, better: int, worse: int) -> dict[str, Any]:
    models = board.standings["model"]
    pair = [str(models[better]), str(models[worse])]
    names = sorted(map(last_word, pair))  # one id, whichever is ahead
    return {
        "id": f"{names[0]}-vs-{names[1]}-on-{last_word(board.dataset)}",
        "dataset": board.dataset,
        "better": pair[0],
        "worse": pair[1],
        "pairs": len(models) * (len(models) - 1) // 2,
        "seeds": board.seeds,
        "n_test": int(board.rows["n_test"].max()),
        "rows": tuple(board.rows[board.rows["model"].isin(pair)]["run"]),
    }


def _digest(claim: Claim) -> str:
    pair = repr((*sorted((claim.better, claim.worse)), claim.dataset))
    return sha256(pair.encode()).hexdigest()[:6]
