"""A map that knows only that people put things into the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

_SPREAD = 0.25  # standard deviation, of a side; the order of pixels is the same for any


def centre_map(x: Images) -> NDArray[np.float64]:
    """Give each image the same Gaussian around its centre, as wide as high in parts of its sides.

    Args:
        x: Images, (n, height, width, channels), of which only the shape counts.

    Returns:
        (n, height, width), 1 in the centre.
    """
    height, width = x.shape[1:3]
    down, across = (_squares(side) for side in (height, width))
    one = np.exp(-(down[:, None] + across[None, :]) / 2)
    return np.broadcast_to(one, x.shape[:3])


def _squares(side: int) -> NDArray[np.float64]:
    middle = (side - 1) / 2
    far: NDArray[np.float64] = (np.arange(side, dtype=np.float64) - middle) / (_SPREAD * side)
    return far * far
