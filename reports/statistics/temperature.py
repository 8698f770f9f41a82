"""The one number by which a model's scores are divided to make its probabilities honest."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST, MOST = 0.01, 100.0
_TOLERANCE = 1e-4  # of its logarithm


def temperature(logits: NDArray[Any], y: NDArray[np.int64]) -> float:
    """Find T for which softmax(logits / T) has the least log loss.

    Temperature scaling, Guo et al. 2017. The loss is convex in 1 / T, so that there is one
    minimum; where every image is right, it lies at 0, and a T is given that is so small that
    nothing is left to gain.

    Args:
        logits: Float, (n, n_classes): logarithms of probabilities, or margins.
        y: True labels, int64 (n,).

    Returns:
        From 0.01 to 100; above 1 the model was too sure.
    """
    from scipy.optimize import minimize_scalar

    shifted = np.asarray(logits, np.float64)
    shifted = shifted - shifted.max(axis=1, keepdims=True)  # the largest is 0: no overflow
    true = shifted[np.arange(len(y)), y]

    def loss(log_t: float) -> float:
        scale = exp(-log_t)
        return float(np.log(np.exp(shifted * scale).sum(axis=1)).mean() - true.mean() * scale)

    found = minimize_scalar(
        loss, bounds=(log(LEAST), log(MOST)), method="bounded", options={"xatol": _TOLERANCE}
    )
    return exp(float(found.x))
