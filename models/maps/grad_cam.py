"""Class activation maps by gradients, for any head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from models.maps._check_classes import check_classes
from models.maps._gradient import gradient
from models.maps._run import in_batches, last_maps

if TYPE_CHECKING:
    import keras
    from numpy.typing import NDArray


def grad_cam(
    network: keras.Model, x: NDArray[Any], classes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Weight the last maps by the mean slope of a class's logit, and sum them.

    Where `cam` can be had, this is the same divided by the number of places. The paper keeps the
    positive part of it.

    Args:
        network: With a convolution.
        x: What it is called with, (n, height, width, channels).
        classes: One an image, (n,).

    Returns:
        float32 (n, rows, columns), as many as the last maps have, of either sign.

    Raises:
        ValueError: If the network has no maps of more than a pixel that all ways go through.

    Paper: Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based
        localization", 2017.
    """
    check_classes(x, classes, network.output_shape[-1])

    def compute(x: NDArray[Any], classes: NDArray[np.int64]) -> NDArray[np.float32]:
        maps = last_maps(network, x)
        weights = gradient(network, maps, classes).mean(axis=(1, 2))
        summed: NDArray[np.float32] = np.einsum("nhwk,nk->nhw", maps, weights)
        return summed

    return in_batches(compute, x, classes)
