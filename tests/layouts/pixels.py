"""Small pictures that tell one another apart, and files of them."""

from io import BytesIO

import numpy as np
from PIL import Image

LABELS = ("birds", "cats and dogs", "größe")


def pixels(number):
    """Give a picture, (6, 7, 3), by its number."""
    return np.random.default_rng(number).integers(0, 256, (6, 7, 3), np.uint8)


def png(number):
    data = BytesIO()
    Image.fromarray(pixels(number)).save(data, "PNG")
    return data.getvalue()
