"""By how much one model is more accurate than another for the same seconds of training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmark.keys import MACHINE_COLUMNS, differing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reports._curves import Curves
    from reports.evidence import Evidence

    _Lead = tuple[NDArray[np.float64], NDArray[np.float64]]

_ROUNDING = 1.001


def time_lead(curves: Curves, evidence: Evidence, pair: tuple[str, str]) -> _Lead | None:
    """Compare what two models reach in the same time, each with as many images as that allows.

    Of every seed, accuracy is interpolated on the logarithm of its own seconds of fitting; a size
    that took less time than a smaller one counts as having taken as much. A seed of which a run of
    either model has no time that counts is left out.

    Args:
        curves: Accuracies and seconds by size.
        evidence: What says whether times may be compared.
        pair: The model, and the other.

    Returns:
        Seconds that both have with every such seed, ascending, (k,), and the lead, (n_seeds, k);
        None where times may not be compared, are not known, or no time is common to both.
    """
    if not _comparable(curves, evidence):
        return None
    of_both = [(curves.of(model, "fit_seconds"), curves.of(model)) for model in pair]
    known = [seed for seed in of_both[0][0].index if all(_known(each, seed) for each in of_both)]
    disturbed = _disturbed(curves, pair)
    seeds = [seed for seed in known if seed not in disturbed]
    if not seeds:
        return None
    lines = [[_line(*each, seed) for seed in seeds] for each in of_both]
    first = max(x[0] for model in lines for x, _ in model)
    last = min(x[-1] for model in lines for x, _ in model)
    if not last > first + np.log(_ROUNDING):
        return None
    places = np.linspace(first, last, max(2, len(curves.boards)))
    mine, theirs = (np.array([np.interp(places, *line) for line in model]) for model in lines)
    return np.exp(places), mine - theirs


def _comparable(curves: Curves, evidence: Evidence) -> bool:
    boards = curves.boards.values()
    if any(evidence.timings[board.dataset][1] for board in boards):
        return False
    known = [
        row
        for board in boards
        for row in board.rows.reindex(columns=list(MACHINE_COLUMNS)).to_dict("records")
    ]
    return not differing(known, MACHINE_COLUMNS)


def _disturbed(curves: Curves, pair: tuple[str, str]) -> set[int]:
    """Find seeds of which a run had to share the processor."""
    rows = pd.concat([board.rows for board in curves.boards.values()])
    return set(rows["seed"][rows["model"].isin(pair) & rows["status"].ne("ok")])


def _known(of_model: tuple[pd.DataFrame, pd.DataFrame], seed: int) -> bool:
    """Tell whether a seed has seconds and accuracies at every size."""
    return all(seed in each.index and each.loc[seed].notna().all() for each in of_model) and bool(
        (of_model[0].loc[seed] > 0).all()
    )


def _line(seconds: pd.DataFrame, accuracies: pd.DataFrame, seed: int) -> _Lead:
    spent = np.maximum.accumulate(seconds.loc[seed].to_numpy(float))
    return np.log(spent), accuracies.loc[seed].to_numpy(float)
