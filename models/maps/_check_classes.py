"""Refuse classes that maps cannot be made for."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def check_classes(x: Any, classes: NDArray[np.int64], n_classes: int) -> None:
    """Check that there is one class for each image, and that each is known.

    Raises:
        ValueError: The message says what was expected and received.
    """
    if np.shape(classes) != (len(x),):
        raise ValueError(
            f"expected a class for each of {len(x)} images, received {np.shape(classes)}"
        )
    wrong = np.asarray(classes)[(np.asarray(classes) < 0) | (np.asarray(classes) >= n_classes)]
    if len(wrong):
        raise ValueError(f"expected classes of 0 to {n_classes - 1}, received {wrong[0]}")
