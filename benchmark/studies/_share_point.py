"""A point from counting hits."""

from __future__ import annotations

from benchmark.point import Point


def share_point(
    hits: int, draws: int, quantity: str, place: tuple[str, float], theory: float
) -> Point:
    """Give the share of hits with the exact 95 % interval of Clopper and Pearson.

    Args:
        hits: How many draws were hits; of none, there is an upper bound alone.
        draws: How many there were, independent of one another.
        quantity: As of a point.
        place: Series and x of a point.
        theory: As of a point.
    """
    from scipy.stats import binomtest

    bounds = binomtest(hits, draws).proportion_ci(0.95, method="exact")
    series, x = place
    note = "" if hits else f"no hit in {draws:,} draws: the upper bound is all that is known"
    low = float(bounds.low) if hits else None
    return Point(quantity, series, x, hits / draws, low, float(bounds.high), theory, note)
