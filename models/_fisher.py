"""The Fisher vector as matrix products, written once for NumPy and for Keras."""

from typing import Any, NamedTuple

import numpy as np

from models._cost import LayerCost

_LEAST = np.float32(1e-8)  # numbers below that are nought: the root's slope there has no bound
_HALF = np.float32(0.5)


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


def project(xp: Any, gaussians: Gaussians, descriptors: Any, positions: Any) -> Any:
    """Project descriptors to the principal axes and say where each is.

    Args:
        xp: NumPy or `keras.ops`.
        gaussians: Whose projection to use.
        descriptors: float32 (n, points, numbers).
        positions: float32 (points, 2), 0 to 1.

    Returns:
        float32 (n, points, dimensions + 2), the last two from -0.5 to 0.5.
    """
    projected = xp.matmul(descriptors - gaussians.mean, gaussians.projection)
    places = xp.zeros_like(projected[..., :2]) + (positions - _HALF)
    return xp.concatenate([projected, places], axis=-1)


def fisher(xp: Any, gaussians: Gaussians, x: Any) -> Any:
    """Encode images by the improved Fisher vector.

    For each word: by how many standard deviations the descriptors that are likely to be of it
    lie off its mean, and how much further than expected they are spread, in each dimension; then
    the signed square root, and unit length.

    Args:
        xp: NumPy or `keras.ops`.
        gaussians: The words.
        x: float32 (n, points, dimensions + 2), of `project`.

    Returns:
        float32 (n, words * 2 * (dimensions + 2)), word after word, means before deviations.
    """
    points, dimensions = x.shape[1:]
    both = xp.concatenate([x * x, x], axis=-1)
    shares = _posteriors(xp, gaussians, both)
    sums = xp.matmul(xp.transpose(shares, (0, 2, 1)), both)
    counts = xp.expand_dims(xp.sum(shares, axis=1), -1)
    gradient = xp.concatenate(_gradients(xp, gaussians, points, sums, counts), axis=-1)
    gradient = xp.reshape(gradient, (-1, gradient.shape[1] * 2 * dimensions))
    rooted = gradient / xp.sqrt(xp.abs(gradient) + _LEAST)
    length = xp.sum(rooted * rooted, axis=-1, keepdims=True)
    return rooted * (1 / xp.sqrt(length + _LEAST))


def _gradients(
    xp: Any, gaussians: Gaussians, points: int, sums: Any, counts: Any
) -> tuple[Any, Any]:
    """Give the likelihood's scaled gradients, each (n, words, dimensions + 2).

    With m a mean, s a deviation, w a weight and sums over descriptors x that are shared out by
    their posteriors q: sum q (x - m) / s / sqrt(w), and sum q ((x - m)^2 / s^2 - 1) / sqrt(2 w).
    All that does not depend on the images is multiplied first.
    """
    dimensions = sums.shape[-1] // 2
    squares, firsts = sums[..., :dimensions], sums[..., dimensions:]
    means, inverse = gaussians.means, xp.exp(-gaussians.log_deviations)
    weight = xp.expand_dims(xp.exp(_normalised(xp, gaussians.log_weights) * -_HALF), -1) / points
    first = inverse * weight
    second = inverse * first * np.float32(0.5**0.5)
    rest = second * means * means - weight * np.float32(0.5**0.5)
    of_means = firsts * first - counts * (means * first)
    of_deviations = squares * second - firsts * (2 * means * second) + counts * rest
    return of_means, of_deviations


def _posteriors(xp: Any, gaussians: Gaussians, both: Any) -> Any:
    """Say how likely each descriptor is of each word: (n, points, words)."""
    means, precisions = gaussians.means, xp.exp(-2 * gaussians.log_deviations)
    kernel = xp.concatenate([precisions * -_HALF, means * precisions], axis=-1)
    log_volume = xp.sum(gaussians.log_deviations + means * means * precisions * _HALF, axis=-1)
    constant = _normalised(xp, gaussians.log_weights) - log_volume
    logits = xp.matmul(both, xp.transpose(kernel)) + constant
    powers = xp.exp(logits - xp.max(logits, axis=-1, keepdims=True))
    return powers * (1 / xp.sum(powers, axis=-1, keepdims=True))


def _normalised(xp: Any, log_weights: Any) -> Any:
    """Make weights sum to 1, as they may not any more once they were learned."""
    return log_weights - xp.log(xp.sum(xp.exp(log_weights)))
