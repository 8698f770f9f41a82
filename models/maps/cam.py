"""Class activation maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from models.maps._anatomy import anatomy
from models.maps._check_classes import check_classes
from models.maps._run import in_batches, last_maps

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cam(network: keras.Model, x: NDArray[Any], classes: NDArray[np.int64]) -> NDArray[np.float32]:
    """Say what each place of the last maps adds to a class's logit.

    A map is the sum of the maps that the network averages, each times the weight of its average:
    its mean and the class's bias are the logit.

    Args:
        network: That ends in global average pooling and a linear layer, with a softmax or without.
        x: What it is called with, (n, height, width, channels).
        classes: One an image, (n,).

    Returns:
        float32 (n, rows, columns), as many as the last maps have, of either sign.

    Raises:
        ValueError: If the network does not end so.

    Paper: Zhou, Khosla, Lapedriza, Oliva, Torralba, "Learning deep features for discriminative
        localization", 2016.
    """
    linear = anatomy(network).linear
    if linear is None:
        raise ValueError(
            f"expected a network that ends in global average pooling of maps and a linear layer, "
            f"received {network.name!r}, which does not: take grad_cam"
        )
    kernel = keras.ops.convert_to_numpy(linear.kernel).astype(np.float32)
    weights = kernel.reshape(-1, kernel.shape[-1])
    check_classes(x, classes, weights.shape[1])

    def compute(x: NDArray[Any], classes: NDArray[np.int64]) -> NDArray[np.float32]:
        maps = last_maps(network, x)
        summed: NDArray[np.float32] = np.einsum("nhwk,nk->nhw", maps, weights.T[classes])
        return summed

    return in_batches(compute, x, classes)
