"""Features brought to one scale, as machines on a network's features take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scale:
    """Bring features to mean 0 and deviation 1; those that never vary, to 0.

    Args:
        features: Float (n, features); what is scaled keeps their type.
    """

    def __init__(self, features: NDArray[Any]) -> None:
        self._mean, deviation = features.mean(axis=0), features.std(axis=0)
        self._deviation = np.where(deviation > 0, deviation, np.ones_like(deviation))

    def __call__(self, features: NDArray[Any]) -> NDArray[Any]:
        """Scale features (n, features)."""
        scaled: NDArray[Any] = (features - self._mean) / self._deviation
        return scaled

    def undone(self, kernel: NDArray[Any], bias: NDArray[Any]) -> list[NDArray[Any]]:
        """Give the kernel and bias that do with plain features what these do with scaled ones."""
        plain = kernel / self._deviation[:, None]
        return [plain, bias - self._mean @ plain]
