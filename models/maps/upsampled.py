"""Bring maps to the size of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def upsampled(
    maps: NDArray[np.float32],
    sides: Sequence[int],
    centres: Sequence[tuple[float, float]] | None = None,
) -> NDArray[np.float32]:
    """Interpolate maps bilinearly; beyond the outermost places they go on as they end.

    Args:
        maps: float32 (n, rows, columns).
        sides: Height and width wanted, in pixels.
        centres: For rows and for columns, where the first is and how far it is from one to the
            next, in pixels from the centre of the first pixel; None where maps cover the image
            evenly.

    Returns:
        float32 (n, height, width).
    """
    if centres is None:
        steps = [side / places for side, places in zip(sides, maps.shape[1:], strict=True)]
        centres = [((step - 1) / 2, step) for step in steps]
    rows, columns = (
        _weights(places, side, *line)
        for places, side, line in zip(maps.shape[1:], sides, centres, strict=True)
    )
    return np.asarray(rows @ maps @ columns.T, np.float32)


def _weights(places: int, side: int, first: float, between: float) -> NDArray[np.float32]:
    """Give how much each place counts at each pixel, (side, places)."""
    among = ((np.arange(side) - first) / between).clip(0, places - 1)
    weights = np.maximum(0, 1 - np.abs(among[:, None] - np.arange(places)))
    return np.asarray(weights, np.float32)
