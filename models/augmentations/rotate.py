"""Turn images by up to ten degrees."""

from models._batches import Augmentation
from models._split import Images
from models.augmentations._random_layer import random_layer

_TURN = 10 / 360


def rotate(x: Images) -> Augmentation:
    """Make the augmentation; what comes in from outside is black.

    Args:
        x: The training images.
    """
    del x
    return random_layer("RandomRotation", _TURN, fill_mode="constant", fill_value=0.0)
