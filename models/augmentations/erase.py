"""Erase a rectangle of an image, half of the time: what is hidden cannot be learned by heart."""

import numpy as np

from models._batches import Augmentation, Pixels
from models._split import Images

_PROBABILITY = 0.5
_AREAS = (0.02, 0.4)  # of the image
_ASPECTS = (0.3, 1 / 0.3)  # height by width
_TRIES = 20  # a strip of much area does not fit, and is drawn again


def erase(x: Images) -> Augmentation:
    """Make the augmentation: the rectangle is filled with noise, each value of 0 to 255.

    Probability, areas and aspects are the paper's, all uniform. It draws until a rectangle fits,
    we at most twenty times: of square images 19 draws of 20 fit, of narrow ones perhaps none.

    Args:
        x: The training images.

    Paper: Zhong, Zheng, Kang, Li, Yang, "Random erasing data augmentation", 2020.
    """
    del x

    def augment(batch: Pixels, rng: np.random.Generator) -> Pixels:
        erased = batch.copy()
        for place in np.flatnonzero(rng.random(len(batch)) < _PROBABILITY):
            _erase(erased[place], rng)
        return erased

    return augment


def _erase(image: Pixels, rng: np.random.Generator) -> None:
    height, width, channels = image.shape
    for _ in range(_TRIES):
        area, aspect = height * width * rng.uniform(*_AREAS), rng.uniform(*_ASPECTS)
        rows, columns = round((area * aspect) ** 0.5), round((area / aspect) ** 0.5)
        if 0 < rows <= height and 0 < columns <= width:
            top, left = rng.integers(height - rows + 1), rng.integers(width - columns + 1)
            noise = rng.integers(0, 256, (rows, columns, channels))
            image[top : top + rows, left : left + columns] = noise
            return
