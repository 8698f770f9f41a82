"""Mirror images, left for right, half of the time: for what has no left and right."""

from models._batches import Augmentation
from models._split import Images
from models.augmentations._random_layer import random_layer


def flip(x: Images, seed: int) -> Augmentation:
    """Make the augmentation.

    Args:
        x: The training images.
        seed: Decides all that is drawn.
    """
    del x
    return random_layer("RandomFlip", "horizontal", seed=seed)
