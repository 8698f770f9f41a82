"""Move images by up to a tenth of their size up or down and left or right."""

from models._batches import Augmentation
from models._split import Images
from models.augmentations._random_layer import random_layer

_SHARE = 0.1


def shift(x: Images) -> Augmentation:
    """Make the augmentation; what comes in from outside is black.

    Args:
        x: The training images.
    """
    del x
    return random_layer("RandomTranslation", _SHARE, _SHARE, fill_mode="constant", fill_value=0.0)
