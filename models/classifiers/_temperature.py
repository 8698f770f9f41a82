"""Turn scores into probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models._split import Labels

_LIMITS = np.log([1e-4, 1e4])  # of the scale, where images cannot tell it


def temperature(scores: NDArray[np.floating[Any]], y: Labels, classes: Labels) -> float:
    """Find the scale under which softmax(scale * scores) has the least log loss.

    Args:
        scores: (n, classes), larger is likelier.
        y: Labels (n,); images of classes that have no column are left out.
        classes: Labels of the columns, rising.

    Returns:
        1e-4 to 1e4; 1 where there is no image to tell, or one class only.

    Paper: Guo et al., "On calibration of modern neural networks", 2017 (temperature scaling).
    """
    known = np.isin(y, classes)
    if len(classes) == 1 or not known.any():
        return 1.0
    kept = np.asarray(scores, np.float64)[known]
    rows, columns = np.arange(len(kept)), np.searchsorted(classes, y[known])

    def loss(log_scale: float) -> float:
        return float(-log_softmax(np.exp(log_scale) * kept, axis=1)[rows, columns].mean())

    return float(np.exp(minimize_scalar(loss, bounds=_LIMITS, method="bounded").x))
