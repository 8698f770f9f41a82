"""Mirror images, left for right, half of the time: for what has no left and right."""

import numpy as np

from models._batches import Augmentation, Pixels
from models._split import Images


def flip(x: Images, seed: int) -> Augmentation:
    """Make the augmentation.

    Args:
        x: The training images.
        seed: Decides all that is drawn.
    """
    del x
    rng = np.random.default_rng(seed)

    def augment(batch: Pixels) -> Pixels:
        mirrored = rng.random(len(batch)) < 1 / 2
        flipped = batch.copy()
        flipped[mirrored] = batch[mirrored, :, ::-1]
        return flipped

    return augment
