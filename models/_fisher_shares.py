"""What each descriptor adds to a weighted sum of a Fisher vector's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models._fisher import FisherVectors

if TYPE_CHECKING:
    from numpy.typing import NDArray


class FisherShares(FisherVectors):
    """The improved Fisher vector, taken apart."""

    def shares(
        self, descriptors: NDArray[np.float32], weights: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Share weighted sums out among descriptors, by NumPy.

        A gradient is a sum over descriptors; what divides it, the root of its size and the length
        of all, is taken as the whole image has it. So shares sum to vector * weights exactly.

        Args:
            descriptors: float32 (n, points, numbers).
            weights: Of each image's vector, (n, words * 2 * (dimensions + 2)).

        Returns:
            float32 (n, points).
        """
        powers = self._powers(descriptors)
        posteriors = self._posteriors(powers)
        gradients = self._gradients(posteriors @ powers)
        roots = self._roots(gradients.reshape(len(weights), -1))
        of_means, of_deviations = np.split((weights / roots).reshape(gradients.shape), 2, axis=-1)
        squares = of_deviations * self._second
        firsts = of_means * self._first - of_deviations * self._cross
        counts = (of_deviations * self._rest - of_means * self._mean).sum(axis=-1, keepdims=True)
        votes = np.concatenate([squares, firsts, counts], axis=-1) @ powers.transpose(0, 2, 1)
        shares: NDArray[np.float32] = (votes * posteriors).sum(axis=1)
        return shares
