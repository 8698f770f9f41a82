"""Models in tiers, within which none can be told from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reports.statistics.comparison import Comparison


def tiers(
    means: Sequence[float] | NDArray[np.float64], comparisons: Sequence[Comparison]
) -> list[int]:
    """Number the tier of each model, 1 the best.

    Models are sorted by their means, and cut between two neighbours only where every model above
    is separated from every model below: a chain of ties is one tier. Nothing is resampled; of
    models that are all equal, at most 5 % of tables show more than one tier, as `pairwise`
    corrects for all pairs (Holm 1979) and tests at `LEVEL`, 4 %. Tiers do not show a pair that is
    separated within a chain.

    Args:
        means: Float, (n_models,): higher is better.
        comparisons: One for each pair, by index into `means`, as `pairwise` returns them.

    Returns:
        A tier for each model, in the order of `means`.

    Raises:
        ValueError: If a pair is missing.
    """
    n = len(means)
    received = {frozenset((pair.first, pair.second)) for pair in comparisons}
    if len(received) != n * (n - 1) // 2:
        raise ValueError(f"expected a comparison of each pair of {n}, received {len(received)}")
    order = np.argsort(-np.asarray(means, dtype=np.float64), kind="stable")
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    cut = np.arange(n) > 0  # above the model in each place
    for pair in comparisons:
        if not pair.separated:
            above, below = sorted((place[pair.first], place[pair.second]))
            cut[above + 1 : below + 1] = False
    return [int(tier) for tier in (1 + np.cumsum(cut))[place]]
