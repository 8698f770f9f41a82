"""Images as cosine waves: their low frequencies, of many images at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from models import Images, StoredImages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float32]"

_PIXELS = 2**22  # float32 at a time


def pieces(x: Images | StoredImages) -> Iterator[Images]:
    """Give all images in order, so many that their numbers fill 16 MiB."""
    each = max(1, _PIXELS // int(np.prod(x.shape[1:])))
    for block in x.blocks() if isinstance(x, StoredImages) else (x,):
        for start in range(0, len(block), each):
            yield block[start : start + each]


def cosines(x: Images, most: int) -> Floats:
    """Give how strong each low frequency is, as the DCT has it.

    Args:
        x: Images, uint8 (n, height, width, channels).
        most: Frequencies along a side at most.

    Returns:
        float32 (n, channels, rows, columns), in grey levels: squares add up to a pixel's mean
        square.
    """
    down, across = (waves(side, most) / np.float32(np.sqrt(side)) for side in x.shape[1:3])
    planes = np.moveaxis(x, -1, 1).astype(np.float32)
    found: Floats = down @ (planes @ across.T)
    return found


def waves(side: int, most: int) -> Floats:
    """Give the cosines of the orthonormal DCT-II, float32 (frequencies, side)."""
    frequency, place = np.ogrid[: min(side, most), :side]
    wave = np.cos(np.pi * frequency * (2 * place + 1) / (2 * side))
    wave *= np.sqrt(np.where(frequency, 2, 1) / side)
    single: Floats = wave.astype(np.float32)
    return single
