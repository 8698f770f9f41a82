"""Features brought to one scale, as machines on a network's features take them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Scale:
    """Bring features to mean 0 and deviation 1; those that never vary, to 0.

    Args:
        mean: Of each feature, (features,).
        deviation: Likewise, 1 where it is 0. What is scaled keeps the type of these.
    """

    mean: NDArray[Any]
    deviation: NDArray[Any]

    @classmethod
    def of(cls, features: NDArray[Any]) -> Scale:
        """Measure features (n, features)."""
        mean, deviation = features.mean(axis=0), features.std(axis=0)
        return cls(mean, np.where(deviation > 0, deviation, np.ones_like(deviation)))

    def __call__(self, features: NDArray[Any]) -> NDArray[Any]:
        """Scale features (n, features)."""
        scaled: NDArray[Any] = (features - self.mean) / self.deviation
        return scaled

    def undone(self, kernel: NDArray[Any], bias: NDArray[Any]) -> list[NDArray[Any]]:
        """Give the kernel and bias that do with plain features what these do with scaled ones."""
        plain = kernel / self.deviation[:, None]
        return [plain, bias - self.mean @ plain]
