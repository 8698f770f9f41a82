"""Mirror images, left for right, half of the time: for what has no left and right."""

import numpy as np

from models._batches import Augmentation, Pixels
from models._split import Images


def flip(x: Images) -> Augmentation:
    """Make the augmentation.

    Args:
        x: The training images.
    """
    del x

    def augment(batch: Pixels, rng: np.random.Generator) -> Pixels:
        mirrored = rng.random(len(batch)) < 1 / 2
        flipped = batch.copy()
        flipped[mirrored] = batch[mirrored, :, ::-1]
        return flipped

    return augment
