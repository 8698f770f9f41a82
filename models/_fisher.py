"""The Fisher vector as matrix products, for NumPy and, but for posteriors, for Keras too."""

from typing import Any, NamedTuple

import numpy as np

from models._cost import LayerCost

_LEAST = np.float32(1e-8)  # below, the root becomes a line: its slope at nought has no bound
_UNLIKELY = np.float32(-50)  # logit; powers below have too few bits left to compute with fast
_HALF = np.float32(0.5)
_ROOT = np.float32(0.5**0.5)


class Gaussians(NamedTuple):
    """A projection of descriptors and a mixture of Gaussians with diagonal covariance.

    Args:
        mean: (numbers,), taken off descriptors.
        projection: (numbers, dimensions), the principal axes.
        log_weights: (words,), logarithms of the mixture's weights.
        means: (words, dimensions + 2): of projected descriptors and where they are.
        log_deviations: (words, dimensions + 2), logarithms of standard deviations.
    """

    mean: Any
    projection: Any
    log_weights: Any
    means: Any
    log_deviations: Any


def fisher_cost(points: int, numbers: int, dimensions: int, words: int) -> LayerCost:
    """Count the encoding of one image: projecting, comparing with all words, and summing.

    Args:
        points: Descriptors an image has.
        numbers: Of a descriptor.
        dimensions: Of its projection.
        words: Gaussians.
    """
    wide = dimensions + 2
    macs = points * (numbers * dimensions + 2 * words * 2 * wide)
    return LayerCost(
        "fisher",
        (words * 2 * wide,),
        fitted=numbers * (dimensions + 1) + words * (2 * wide + 1),
        connections=macs,
        macs=macs,
        activations=words * 2 * wide,
    )


class FisherVectors:
    """Encode images by the improved Fisher vector.

    For each word: by how many standard deviations the descriptors that are likely to be of it
    lie off its mean, and how much further than expected they are spread, in each dimension; then
    the signed square root, and unit length.

    With m a mean, s a deviation, w a weight and sums over descriptors x that are shared out by
    their posteriors q: sum q (x - m) / s / sqrt(w), and sum q ((x - m)^2 / s^2 - 1) / sqrt(2 w).
    All that does not depend on the images is computed first, once.

    Args:
        xp: NumPy or `keras.ops`.
        gaussians: The projection and the words.
        positions: float32 (points, 2), 0 to 1.
    """

    def __init__(self, xp: Any, gaussians: Gaussians, positions: Any) -> None:
        means, precisions = gaussians.means, xp.exp(-2 * gaussians.log_deviations)
        log_weights = _normalised(xp, gaussians.log_weights)
        log_volumes = xp.sum(gaussians.log_deviations + means * means * precisions * _HALF, axis=-1)
        self._xp = xp
        self._projection = gaussians.projection
        self._offset = xp.matmul(gaussians.mean, gaussians.projection)
        self._places = positions - _HALF
        constants = xp.expand_dims(log_weights - log_volumes, -1)
        self._kernel = xp.concatenate([precisions * -_HALF, means * precisions, constants], axis=-1)
        weights = xp.expand_dims(xp.exp(log_weights * -_HALF), -1) / positions.shape[0]
        # What the sums of x, of posteriors and of x^2 are multiplied by.
        self._first = xp.exp(-gaussians.log_deviations) * weights
        self._mean = means * self._first
        self._second = precisions * weights * _ROOT
        self._cross = 2 * means * self._second
        self._rest = self._second * means * means - weights * _ROOT

    def __call__(self, descriptors: Any) -> Any:
        """Encode images.

        Args:
            descriptors: float32 (n, points, numbers).

        Returns:
            float32 (n, words * 2 * (dimensions + 2)), word after word, means before deviations.
        """
        powers = self._powers(descriptors)
        shares = self._posteriors(powers)
        return self._rooted(self._gradients(self._xp.matmul(shares, powers)))

    def _powers(self, descriptors: Any) -> Any:
        """Give (n, points, 2 * (dimensions + 2) + 1): what is compared squared, itself, and 1.

        The 1 is multiplied by the kernel's constants, and in the sums counts the descriptors.
        """
        xp = self._xp
        projected = xp.matmul(descriptors, self._projection) - self._offset
        places = xp.zeros_like(projected[..., :2]) + self._places
        ones = xp.ones_like(projected[..., :1])
        parts = [projected * projected, places * places, projected, places, ones]
        return xp.concatenate(parts, axis=-1)

    def _posteriors(self, powers: Any) -> Any:
        """Say how likely each descriptor is of each word: (n, words, points)."""
        xp = self._xp
        logits = xp.matmul(self._kernel, xp.transpose(powers, (0, 2, 1)))
        logits = xp.maximum(logits - xp.max(logits, axis=1, keepdims=True), _UNLIKELY)
        likely = xp.exp(logits)
        return likely * (1 / xp.sum(likely, axis=1, keepdims=True))

    def _gradients(self, sums: Any) -> Any:
        """Give the likelihood's scaled gradients: (n, words, 2 * (dimensions + 2))."""
        half = sums.shape[-1] // 2
        squares, firsts, counts = sums[..., :half], sums[..., half:-1], sums[..., -1:]
        of_means = firsts * self._first - counts * self._mean
        of_deviations = squares * self._second - firsts * self._cross + counts * self._rest
        return self._xp.concatenate([of_means, of_deviations], axis=-1)

    def _rooted(self, gradients: Any) -> Any:
        """Take signed roots of each image's numbers, and make it of unit length."""
        xp = self._xp
        flat = xp.reshape(gradients, (-1, gradients.shape[1] * gradients.shape[2]))
        return flat / self._roots(flat)

    def _roots(self, flat: Any) -> Any:
        """Give what each image's numbers are divided by."""
        xp = self._xp
        sizes = xp.abs(flat)
        lengths = xp.sqrt(xp.sum(sizes, axis=-1, keepdims=True) + _LEAST)
        return xp.sqrt(sizes + _LEAST) * lengths


def _normalised(xp: Any, log_weights: Any) -> Any:
    """Make weights sum to 1, as they may not any more once they were learned."""
    return log_weights - xp.log(xp.sum(xp.exp(log_weights)))
