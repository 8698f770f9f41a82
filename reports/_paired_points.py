"""A paired difference in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._words import plural

if TYPE_CHECKING:
    from reports.statistics.mean_interval import MeanInterval


def paired_points(mean: MeanInterval) -> str:
    """Write a mean difference of shares in percentage points, with its interval and seeds.

    Args:
        mean: Over seeds.
    """
    said = f"{100 * mean.mean:+.2f} points"
    if mean.n == 1:
        return f"{said} (one seed, which tells nothing of the next)"
    bounds = f"{100 * mean.low:+.2f} to {100 * mean.high:+.2f}"
    return f"{said} (95 % interval {bounds}, {plural(mean.n, 'seed')}, paired)"
