"""Change images, each by itself: an array now, images in a file where they are read."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models._split import Images
from models._stored_images import StoredImages

MOST_BYTES = 2**28  # of changed images that are kept, and not made again each time


def image_by_image(change: Callable[[Images], NDArray[Any]], x: Images | StoredImages) -> Any:
    """Give what a function makes of images, as an array or, of images in a file, as such.

    What comes of images in a file is an array all the same where it takes 256 MiB at the most, as
    of large images brought to a small size: to read and to resize them again and again costs more.

    Args:
        change: From images (m, ...) to as many; what it makes of one depends on that alone.
        x: uint8 (n, height, width, channels).
    """
    if not isinstance(x, StoredImages):
        return change(x)
    changed = x.changed(change)
    return np.asarray(changed) if changed.nbytes <= MOST_BYTES else changed
