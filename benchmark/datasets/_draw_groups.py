"""Draw whole groups so that every class keeps some on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Labels


def draw_groups(y: Labels, groups: NDArray[np.str_], share: float, seed: int) -> NDArray[np.bool_]:
    """Choose of each class that share of its groups: one at the least, and never the last.

    Classes with few groups come first; a group with images of several classes counts for each.

    Args:
        y: Labels, int64 (n,).
        groups: What belongs together, (n,).
        share: Of the groups.
        seed: Decides which.

    Returns:
        Whether an image was chosen, (n,).
    """
    rng = np.random.default_rng(seed)
    of_class = [np.unique(groups[y == label]) for label in np.unique(y)]
    chosen: set[str] = set()
    seen: set[str] = set()
    for own in sorted(of_class, key=len):
        wanted = min(max(1, round(share * len(own))), len(own) - 1)
        free = [each for each in rng.permutation(own).tolist() if each not in seen]
        lacking = max(0, wanted - len(chosen.intersection(own.tolist())))
        chosen.update(free[:lacking])
        seen.update(own.tolist())
    return np.isin(groups, sorted(chosen))
