"""Images, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray


def distinct(images: Iterable[NDArray[np.uint8]], most: int) -> list[NDArray[np.uint8]]:
    """Keep the first of equal images: the splits of several seeds may share them.

    Args:
        images: uint8 (height, width, channels) each.
        most: How many to give at most.
    """
    first: dict[bytes, NDArray[np.uint8]] = {}
    for image in images:
        first.setdefault(image.tobytes(), image)
    return list(first.values())[:most]
