"""Scores of any model as probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark.are_probabilities import are_probabilities
from models._scoring import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Scores


def probabilities(scores: Scores) -> NDArray[np.float64]:
    """Leave probabilities as they are; make them of margins by the softmax, uncalibrated.

    Args:
        scores: (n, n_classes), of one kind.
    """
    each = np.asarray(scores, np.float64)
    return each if are_probabilities(each) else softmax(each)
