"""Where deep models overtake shallow ones: in training images and in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports._crossing import Crossing
from reports._time_lead import time_lead
from reports._words import MISSING, count, seconds

if TYPE_CHECKING:
    from reports._curves import Curves
    from reports.evidence import Evidence

_FEWEST = 2  # sizes, or times


def by_images(curves: Curves, names: dict[str, str], pair: tuple[str, str]) -> Crossing | None:
    """Compare a model with another at equal numbers of training images; None of fewer than two."""
    lead = curves.lead(*pair)
    if lead.shape[1] < _FEWEST or lead.empty:
        return None
    classes, sizes = curves.classes, lead.columns.astype(int).tolist()
    called, unit = (names[pair[0]], names[pair[1]]), f" {curves.unit}"
    return Crossing(called, sizes, lead.to_numpy(float), lambda n: count(n / classes), unit)


def by_seconds(curves: Curves, evidence: Evidence, pair: tuple[str, str]) -> Crossing | None:
    """Compare a model with another at equal seconds of training, where those may be compared."""
    found = time_lead(curves, evidence, pair)
    if found is None:
        return None
    called = evidence.names[pair[0]], evidence.names[pair[1]]
    return Crossing(called, found[0].tolist(), found[1], seconds, " of training")


def crossings_table(curves: Curves, evidence: Evidence) -> pd.DataFrame:
    """Give a row a pair of a deep and a shallow model that are ranked at the largest size."""
    ranked = curves.largest.standings
    sides = [ranked["model"][ranked["family"].eq(family)] for family in ("deep", "shallow")]
    pairs = [(str(deep), str(shallow)) for deep in sides[0] for shallow in sides[1]]
    rows = []
    for pair in pairs:
        scales = by_images(curves, evidence.names, pair), by_seconds(curves, evidence, pair)
        cells = [(MISSING, MISSING) if c is None else (c.place, c.interval) for c in scales]
        rows.append([evidence.names[pair[0]], evidence.names[pair[1]], *cells[0], *cells[1]])
    columns = ["deep", "overtakes", f"at {curves.unit}", "95 % interval", "at seconds of training"]
    return pd.DataFrame(rows, columns=[*columns, "its 95 % interval"])
