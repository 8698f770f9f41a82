"""Brighten and tint images along the axes in which the training images' colours vary."""

import numpy as np

from models._batches import Augmentation, Pixels
from models._split import Images

_DEVIATION = 0.1


def colour(x: Images) -> Augmentation:
    """Make the augmentation: to all pixels of an image the same colour is added.

    It is [p1 p2 p3] [a1 l1, a2 l2, a3 l3]^T, where p and l are the eigenvectors and eigenvalues
    of the covariance of the training pixels' colours, and each a is drawn from N(0, 0.1^2) once
    an image. Eigenvalues are no colours, and their effect depends on the scale of the pixels,
    which the paper does not give: here it is 0 to 1, where they come to a few grey levels. Of
    grey images, the brightness changes.

    Args:
        x: The training images, uint8 (n, height, width, channels).

    Paper: Krizhevsky, Sutskever, Hinton 2012, section 4.1.
    """
    channels = x.shape[-1]
    covariance = np.zeros((channels, channels))
    total = np.zeros(channels)
    for image in x:  # one by one, as all of them in float64 would not fit into memory
        pixels = image.reshape(-1, channels) / 255
        covariance += pixels.T @ pixels
        total += pixels.sum(axis=0)
    n = len(x) * x.shape[1] * x.shape[2]
    covariance = covariance / n - np.outer(total, total) / n**2
    values, vectors = np.linalg.eigh(covariance)

    def tint(batch: Pixels, rng: np.random.Generator) -> Pixels:
        draws = rng.normal(0, _DEVIATION, (len(batch), channels))
        noise = 255 * (draws * values) @ vectors.T
        tinted: Pixels = batch + noise[:, None, None, :].astype(np.float32)
        return tinted

    return tint
