"""Draw whole groups so that every class comes near to its share of the images."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Labels

_FEWEST = 3  # groups of a class: one for each split


def by_group(y: Labels, groups: NDArray[np.str_], share: float, seed: int) -> NDArray[np.bool_]:
    """Choose whole groups, such that classes keep their shares as nearly as they can.

    Groups are taken as they come, each that brings the classes nearer to their shares; what
    holds the last images of a class stays.

    Args:
        y: Labels, int64 (n,).
        groups: What belongs together, (n,).
        share: Of the images of each class.
        seed: Decides in which order they come.

    Returns:
        Whether an image was chosen, (n,).

    Raises:
        UsageError: If no group can be spared.
    """
    _, labels = np.unique(y, return_inverse=True)
    names, of = np.unique(groups, return_inverse=True)
    counts = np.zeros((len(names), labels.max(initial=-1) + 1))
    np.add.at(counts, (of, labels), 1)
    chosen = _nearest(counts, share, np.random.default_rng(seed).permutation(len(names)))
    if not chosen.any():
        raise UsageError(
            "expected groups that can be drawn without a class losing all its images, received "
            f"{len(names):,} groups: every class needs {_FEWEST}, one for each split"
        )
    return chosen[of]


def _nearest(
    counts: NDArray[np.float64], share: float, order: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Choose rows whose sums come near to a share of all; one of the smaller half if none does."""
    whole = counts.sum(axis=0)
    left, wanted = whole.copy(), share * whole
    missing = wanted.copy()
    chosen = np.zeros(len(counts), bool)
    for place in order:
        own = counts[place]
        nearer = np.sum((missing - own) ** 2 / whole) < np.sum(missing**2 / whole)
        if nearer and (left > own).all(where=own > 0):
            chosen[place], missing, left = True, missing - own, left - own
    free = [place for place in order if (left > counts[place]).all(where=counts[place] > 0)]
    if free and not chosen.any():
        sizes = counts[free].sum(axis=1)
        chosen[np.array(free)[sizes <= np.median(sizes)][0]] = True
    return chosen
