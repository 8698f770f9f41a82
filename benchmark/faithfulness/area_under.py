"""The area under a curve of equal steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def area_under(curves: NDArray[np.floating]) -> NDArray[np.float64]:
    """Integrate from 0 to 1 by trapezoids: (sum - (first + last) / 2) / (points - 1).

    Args:
        curves: (..., points), two points at least.

    Returns:
        (...), in the unit of the curves.
    """
    each = np.asarray(curves, np.float64)
    inside = each.sum(axis=-1) - (each[..., 0] + each[..., -1]) / 2
    area: NDArray[np.float64] = inside / (each.shape[-1] - 1)
    return area
