"""The map of evidence that a network has, in the frame of its input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from models.maps._centres import centres
from models.maps.cam import cam
from models.maps.evidence_method import evidence_method
from models.maps.grad_cam import grad_cam
from models.maps.upsampled import upsampled

if TYPE_CHECKING:
    import keras
    from numpy.typing import NDArray


def evidence(
    network: keras.Model, x: NDArray[Any], classes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Say where something speaks for a class: `cam` where the head allows it, else `grad_cam`.

    Args:
        network: With a convolution.
        x: What it is called with, (n, height, width, channels).
        classes: One an image, (n,).

    Returns:
        float32 (n, height, width), interpolated bilinearly between the centres of what places of
        the maps see; positive speaks for the class, negative against it.

    Raises:
        ValueError: If the network has no maps of more than a pixel that all ways go through.
    """
    by = cam if evidence_method(network) == "cam" else grad_cam
    return upsampled(by(network, x, classes), x.shape[1:3], centres(network))
