"""Make images up to a tenth larger or smaller."""

from models._batches import Augmentation
from models._split import Images
from models.augmentations._random_layer import random_layer

_SHARE = 0.1


def zoom(x: Images) -> Augmentation:
    """Make the augmentation; what comes in from outside is black.

    Args:
        x: The training images.
    """
    del x
    return random_layer("RandomZoom", _SHARE, fill_mode="constant", fill_value=0.0)
