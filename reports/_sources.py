"""Where the numbers of the answer are from, as expressions that anyone can evaluate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from reports._words import MISSING, count, factor, percent, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.board import Board
    from reports.claim import Claim
    from reports.evidence import Evidence


class _Source(NamedTuple):
    number: str
    meaning: str
    expression: str


def sources(place: int, evidence: Evidence, claim: Claim | None) -> pd.DataFrame:
    """Trace the numbers of one data set.

    Means, differences and times come from `table`, the rows of `table.parquet`; intervals and
    tiers take the runs' scores as well, and come from `evidence`.

    Args:
        place: Of the data set among the boards of the evidence.
        evidence: What a results folder shows.
        claim: Of the best of both families, if there are both.

    Returns:
        Columns `number`, `what it is` and `expression`.
    """
    board = evidence.boards[place]
    found = [*_of_models(place, board, evidence)]
    if claim is not None:
        found += _of_claim(place, board, claim)
        found += _of_times(board, evidence, claim)
    columns = ["number", "what it is", "expression"]
    return pd.DataFrame([each for each in found if each.number != MISSING], columns=columns)


def _of_models(place: int, board: Board, evidence: Evidence) -> Iterator[_Source]:
    for row in board.standings.to_dict("records"):
        model = str(row["model"])
        name = evidence.names[model]
        mean = f"100 * {_runs(board, model)}.accuracy.mean()"
        yield _Source(_percent(row["accuracy"]), f"{name}: mean test accuracy, %", mean)
        standing = f"evidence.boards[{place}].standings.set_index('model')"
        for end, words in (("low", "lower"), ("high", "upper")):
            yield _Source(
                _percent(row[end]),
                f"{name}: {words} end of its 95 % interval, %",
                f"100 * {standing}.{end}[{model!r}]",
            )
        if not pd.isna(row["tier"]):
            yield _Source(str(row["tier"]), f"{name}: tier", f"{standing}.tier[{model!r}]")


def _of_claim(place: int, board: Board, claim: Claim) -> Iterator[_Source]:
    better, worse = (_runs(board, model) for model in (claim.better, claim.worse))
    found = f"evidence.claim({claim.id!r})"
    yield _Source(
        f"{claim.points:z.2f}",
        "difference in mean test accuracy, points",
        f"100 * ({better}.accuracy.mean() - {worse}.accuracy.mean())",
    )
    for end, value in (("low", claim.low), ("high", claim.high)):
        if not pd.isna(value):
            yield _Source(f"{value:z.2f}", f"{end} end of its 95 % interval", f"{found}.{end}")
    if claim.smallest_points:
        number = f"{claim.smallest_points:.2f}"
        yield _Source(number, "smallest visible difference, points", f"{found}.smallest_points")
    yield _Source(str(len(claim.seeds)), "seeds of both models", f"{better}.seed.nunique()")
    yield _Source(count(claim.n_test), "test images of a seed", f"{better}.n_test.max()")
    if board.comparisons:
        pairs = f"len(evidence.boards[{place}].comparisons)"
        yield _Source(str(claim.pairs), "pairs of models, for Holm's correction", pairs)


def _of_times(board: Board, evidence: Evidence, claim: Claim) -> Iterator[_Source]:
    known = evidence.fits(board.dataset)
    median = {model: f"{_timed(board, model)}.fit_seconds.median()" for model in known}
    for model in board.standings["model"]:
        if model in known:
            meaning = f"{evidence.names[model]}: time to fit, median over seeds"
            yield _Source(seconds(known[model]), meaning, median[model])
    pair = sorted((claim.better, claim.worse), key=lambda model: known.get(model, 0.0))
    if all(known.get(model, 0.0) > 0 for model in pair):
        fast, slow = pair
        ratio = factor(known[slow] / known[fast])
        yield _Source(ratio, "ratio of both times", f"{median[slow]} / {median[fast]}")


def _runs(board: Board, model: str) -> str:
    return f"table[{_mine(board, model)} & table.seed.{_among(board.seeds)}]"


def _timed(board: Board, model: str) -> str:
    return f"table[{_mine(board, model)} & table.status.eq('ok')]"


def _mine(board: Board, model: str) -> str:
    return f"table.dataset.eq({board.dataset!r}) & table.model.eq({model!r})"


def _among(seeds: Sequence[int]) -> str:
    first, last = seeds[0], seeds[-1]
    if len(seeds) == last - first + 1:
        return f"between({first}, {last})"
    return f"isin({list(seeds)})"


def _percent(share: float) -> str:
    return percent(share).removesuffix(" %")
