"""Power laws fitted to learning curves."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import pandas as pd

from reports._words import count, decimals, estimate
from reports.statistics.power_law import FEWEST_SIZES, PowerLaw

if TYPE_CHECKING:
    from reports._curves import Curves
    from reports.statistics.interval import Interval


def power_laws(curves: Curves, models: list[str]) -> dict[str, PowerLaw]:
    """Fit a law to each model that made mistakes at four sizes or more, all with the same seeds."""
    found = {}
    for model in models:
        errors = 1 - curves.of(model).dropna()
        if len(errors) and errors.shape[1] >= FEWEST_SIZES and (errors.mean() > 0).all():
            sizes = errors.columns.astype(int).tolist()
            found[model] = PowerLaw.fit(sizes, errors.to_numpy(float))
    return found


def laws_table(laws: dict[str, PowerLaw], curves: Curves, names: dict[str, str]) -> pd.DataFrame:
    """Give a row a model: its law, and what it says of twice the images."""
    twice = 2 * max(curves.boards)
    rows = []
    for model, law in laws.items():
        reached = twice <= law.reach
        rows.append(
            {
                "model": names[model],
                "error that stays": _share(law.floor),
                "exponent": _number(law.exponent),
                f"error extrapolated to {count(twice / curves.classes)} {curves.unit}": (
                    _share(law.at(twice)) if reached else "not trusted so far"
                ),
            }
        )
    return pd.DataFrame(rows)


def extrapolated(
    laws: dict[str, PowerLaw], curves: Curves, names: dict[str, str], pair: tuple[str, str]
) -> str:
    """Say which of two models the laws put ahead at twice the images, and that it is a guess."""
    twice = 2 * max(curves.boards)
    if not all(model in laws and twice <= laws[model].reach for model in pair):
        return ""
    errors = [f"{names[model]} an error of {_share(laws[model].at(twice))}" for model in pair]
    return (
        f" Warning, extrapolated: at twice the data, {count(twice / curves.classes)} "
        f"{curves.unit}, the fitted power laws give {' and '.join(errors)}. Nothing is said of "
        "more data than that."
    )


def _share(found: Interval) -> str:
    return estimate(found.estimate, found.low, found.high)


def _number(found: Interval) -> str:
    within = f" ({decimals(found.low)} to {decimals(found.high)})" if not isnan(found.low) else ""
    return decimals(found.estimate) + within
