"""The order in which a map says that pixels matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pixel_order(maps: NDArray[np.floating], seed: int) -> NDArray[np.int64]:
    """Order pixels from the most to the least salient.

    Pixels of one value are in an order drawn at random: from the top left to the bottom right, a
    map that is flat in large parts would gain or lose by where its objects lie.

    Args:
        maps: (n, height, width), larger is more salient.
        seed: Of what is drawn.

    Returns:
        Places in the flattened image, (n, height * width).
    """
    flat = np.asarray(maps, np.float64).reshape(len(maps), -1)
    drawn = np.random.default_rng(seed).random(flat.shape)
    return np.lexsort((drawn, -flat), axis=1).astype(np.int64)
