"""Make directions alike without turning them."""

import numpy as np
from numpy.typing import NDArray

_LEAST = 0.1  # added to variances: below, a direction is noise


def whitening(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Find the symmetric matrix that makes variances about 1 and covariances nought.

    Args:
        x: (n, numbers).
    """
    covariance = np.atleast_2d(np.cov(x, rowvar=False, bias=True, dtype=np.float64))
    variances, directions = np.linalg.eigh(covariance)
    scaled = directions / np.sqrt(np.maximum(variances, 0) + _LEAST)
    found: NDArray[np.float32] = (scaled @ directions.T).astype(np.float32)
    return found
