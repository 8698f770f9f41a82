"""All pairs of models, compared together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from reports.statistics._compare import compare
from reports.statistics._crossing import Crossing
from reports.statistics._one_thread import one_thread
from reports.statistics.comparison import Comparison
from reports.statistics.holm import holm
from reports.statistics.level import LEVEL
from reports.statistics.smallest_difference import smallest_difference

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pairwise(right: NDArray[Any], seeds: NDArray[Any], images: NDArray[Any]) -> list[Comparison]:
    """Compare each model with each other, over seeds and test images, and correct for all pairs.

    Seeds, images (or groups of images) and their cells are resampled as `paired_bootstrap` says,
    the same for both models of a pair, and its intervals cover what it says, each pair by itself.
    The p-values are adjusted over all pairs (Holm 1979) and tested at `LEVEL`, 4 %, so that models
    which are all equal are separated anywhere in at most 5 % of such tables.

    Args:
        right: Bool or float, (n_models, n_cells): correct or not, or a score, higher is better.
        seeds: Int, (n_cells,): the seed of each cell, the same for all models.
        images: Int, (n_cells,): the image of each cell, or the group of images it belongs to.

    Returns:
        A comparison for each pair of indices, first < second, in lexical order.

    Raises:
        ValueError: If `right` has not two dimensions, and as `paired_bootstrap` does.
    """
    scores = np.asarray(right, dtype=np.float64)
    if scores.ndim != 2:  # noqa: PLR2004
        raise ValueError(f"expected scores of shape (n_models, n_cells), received {scores.shape}")
    pairs = list(combinations(range(len(scores)), 2))
    with one_thread():
        crossing = Crossing.of(seeds, images)
        differences = [compare(scores[a] - scores[b], crossing) for a, b in pairs]
    p_values = np.array([found.p for found in differences])
    adjusted, levels = holm(p_values), _levels(p_values)
    rows = zip(pairs, differences, adjusted.tolist(), levels.tolist(), strict=True)
    return [
        Comparison(*pair, found, p, level, smallest_difference(found.se, found.df, level))
        for pair, found, p, level in rows
    ]


def _levels(p_values: NDArray[np.float64]) -> NDArray[np.float64]:
    # The k-th smallest of m is tested at LEVEL / (m - k + 1); the first which is not rejected ends
    # the procedure, and the rest would have had to pass the same level.
    rank = np.empty(p_values.size, dtype=np.int64)
    rank[np.argsort(p_values, kind="stable")] = np.arange(p_values.size)
    n_rejected = int(np.sum(holm(p_values) <= LEVEL))
    return LEVEL / (p_values.size - np.minimum(rank, n_rejected))
