"""How a network's answers are read."""

import numpy as np
from numpy.typing import NDArray

SCORING_BATCH = 512


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn logits (n, n_classes) into probabilities whose rows sum to 1."""
    powers: NDArray[np.float64] = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares
