"""Whether scores are probabilities, or margins."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_TOLERANCE = 1e-3  # float32 rounding of a row's sum, for a thousand classes


def are_probabilities(scores: NDArray[np.floating[Any]]) -> bool:
    """Tell it by their bounds and sums.

    Args:
        scores: Float (n, n_classes).
    """
    return bool(scores.min() >= 0 and np.allclose(scores.sum(axis=1), 1, atol=_TOLERANCE))
