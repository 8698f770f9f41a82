"""What tuning gained, on images that it never saw."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import pandas as pd

from benchmark.call import Call
from reports._words import MISSING, count, estimate, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._searches import Search
    from reports.evidence import Evidence
    from reports.statistics.interval import Interval


def gains(dataset: str, searches: Sequence[Search], evidence: Evidence) -> pd.DataFrame:
    """List what was chosen, and the test accuracy with it and without, a row a model.

    Args:
        dataset: Spec string of the data set that settings were chosen for.
        searches: What was tried.
        evidence: Where test accuracies are from.
    """
    accuracies = _accuracies(dataset, evidence)
    return pd.DataFrame([_row(dataset, each, accuracies, evidence) for each in searches])


def gain(dataset: str, search: Search, evidence: Evidence) -> Interval | None:
    """Give how far a model is better with the settings that were chosen, in points.

    None where it was not run with and without them.
    """
    claim = evidence.claim_on(dataset, (search.chosen, search.untuned))
    return None if claim is None or search.chosen is None else claim.lead(search.chosen)


def _row(
    dataset: str, search: Search, accuracies: dict[str | None, str], evidence: Evidence
) -> dict[str, str]:
    found = gain(dataset, search, evidence)
    return {
        "model": search.model,
        "trials": count(len(search.accuracies)),
        "failed": count(search.failed),
        "chosen settings": _settings(search.chosen),
        "validation, chosen": percent(search.validated),
        "test, chosen": accuracies.get(search.chosen, MISSING),
        "test, untuned": accuracies.get(search.untuned, MISSING),
        "gain in points": MISSING if found is None else _signed(found),
    }


def _accuracies(dataset: str, evidence: Evidence) -> dict[str | None, str]:
    board = next((each for each in evidence.boards if each.dataset == dataset), None)
    rows = [] if board is None else board.standings.to_dict("records")
    return {str(row["model"]): estimate(row["accuracy"], row["low"], row["high"]) for row in rows}


def _settings(model: str | None) -> str:
    if model is None:
        return MISSING
    settings = Call.parse(model).settings
    return ", ".join(f"{name}={value!r}" for name, value in settings.items()) or "all as they were"


def _signed(found: Interval) -> str:
    bounds = "" if isnan(found.low) else f" ({found.low:+z.2f} to {found.high:+z.2f})"
    return f"{found.estimate:+z.2f}{bounds}"
