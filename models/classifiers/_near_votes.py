"""How much near images vote."""

from typing import Any

import numpy as np

_SAME = 1e-6  # of the longest image's squared length: less between two images is rounding


def near_votes(ops: Any, squares: Any, longest: Any) -> Any:
    """Give one over the distance; where an image is at no distance at all, only such images vote.

    Args:
        ops: `numpy` or `keras.ops`.
        squares: Squared distances, float32 (n, k).
        longest: The squared length of the longest image.
    """
    one, none = np.float32(1), np.float32(0)
    here = squares <= _SAME * longest
    some = ops.any(here, axis=1, keepdims=True)
    distances = ops.sqrt(ops.where(here, one, squares))
    return ops.where(some, ops.where(here, one, none), one / distances)
