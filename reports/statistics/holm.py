"""Holm's correction for many tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def holm(p_values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjust p-values so that the chance of even one false rejection stays below the level.

    The k-th smallest of m is multiplied by m - k + 1, and none may lie below a smaller one's.
    Nothing is resampled, nothing is assumed of how the tests depend on each other, and there is
    no interval. Holm 1979.

    Args:
        p_values: Float, (m,), in [0, 1]; m may be 0.

    Returns:
        Float, (m,), in the order received: reject where it is at most the level.

    Raises:
        ValueError: If one is outside [0, 1] or nan.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if p.ndim != 1 or not ((p >= 0) & (p <= 1)).all():
        raise ValueError(f"expected p-values from 0 to 1 in one row, received {p.tolist()}")
    order = np.argsort(p, kind="stable")
    stepped = p[order] * np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return adjusted
