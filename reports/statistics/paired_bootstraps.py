"""The hierarchical bootstrap of several models' scores at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from reports.statistics._compare import compare
from reports.statistics._crossing import Crossing
from reports.statistics._one_thread import one_thread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reports.statistics.difference import Difference


def paired_bootstraps(
    scores: NDArray[Any], seeds: NDArray[Any], images: NDArray[Any], confidence: float = 0.95
) -> list[Difference]:
    """Do what `paired_bootstrap` does for each row: it asks once how seeds and images cross.

    Args:
        scores: Float, (n, m): a row a model, or a row the difference of two.
        seeds: Int, (m,): the seed of each.
        images: Int, (m,): the image of each, or the group of images it belongs to.
        confidence: In (0, 1).

    Raises:
        ValueError: As `paired_bootstrap` does.
    """
    rows = np.asarray(scores, dtype=np.float64)
    with one_thread():
        crossing = Crossing.of(seeds, images)
        return [compare(row, crossing, confidence) for row in rows]
