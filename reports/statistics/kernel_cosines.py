"""How far kernels have turned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def kernel_cosines(before: NDArray[Any], after: NDArray[Any]) -> NDArray[np.float64]:
    """Compute the cosine of the angle between each kernel before and after.

    1 is where it began, whatever its length; 0 at a right angle to that; -1 its negative. Nothing
    is resampled, and there is no interval.

    Args:
        before: Float, (n, ...).
        after: Float, of the same shape.

    Returns:
        Float, (n,); nan of a kernel that is all nought before or after.

    Raises:
        ValueError: If the shapes differ.
    """
    if before.shape != after.shape:
        raise ValueError(f"expected kernels of one shape, received {before.shape}, {after.shape}")
    flat = [each.reshape(len(each), -1).astype(np.float64) for each in (before, after)]
    lengths = np.prod([np.linalg.norm(each, axis=1) for each in flat], axis=0)
    dots = np.einsum("nk,nk->n", *flat)
    cosines = np.divide(dots, lengths, out=np.full(len(dots), np.nan), where=lengths > 0)
    bounded: NDArray[np.float64] = np.clip(cosines, -1, 1)
    return bounded
