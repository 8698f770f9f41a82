"""How fast a model knows an image again as pixels come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.faithfulness.blurred import blurred
from benchmark.faithfulness.replacement_curve import Judge, replacement_curve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models import Images


def insertion(judge: Judge, x: Images, order: NDArray[np.int64]) -> NDArray[np.float64]:
    """Put pixels back into a blurred copy of each image, the most salient first.

    The insertion game of Petsiuk, Das and Saenko 2018 (RISE); `blurred` says where we deviate.

    Args:
        judge: Who looks.
        x: Images, uint8 (n, height, width, channels).
        order: As `pixel_order` gives.

    Returns:
        Probabilities, (n, steps + 1); the larger the area, the better the order.
    """
    return replacement_curve(judge, blurred(x), x, order)
