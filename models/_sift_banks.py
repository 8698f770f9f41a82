"""SIFT's kernels for rows and those for columns, as what they make together."""

import numpy as np
from numpy.typing import NDArray

from models._sift import Kernels, Sift


def sift_banks(
    name: str, sift: Sift, rows: Kernels, columns: Kernels
) -> dict[str, NDArray[np.float32]]:
    """Give the slopes to the right and downwards, and the windows of the cells.

    That an image is mirrored at its edges, and has no slopes there, does not show in them.

    Args:
        name: What keys begin with.
        sift: The scale.
        rows: Kernels for rows, float32.
        columns: Kernels for columns, float32.

    Returns:
        float32 (2, height, width, 1) and (16, height, width, 1), row after row.
    """
    cells = np.einsum("iy,jx->ijyx", rows.window, columns.window)
    return {
        f"{name}_slopes_{sift.bin_width:g}": _slopes(rows, columns),
        f"{name}_cells_{sift.bin_width:g}": cells.reshape(-1, *cells.shape[2:], 1),
    }


def _slopes(rows: Kernels, columns: Kernels) -> NDArray[np.float32]:
    """Give the kernels of slopes, of what is blurred: (2, height, width, 1)."""
    pairs = [(_blur(rows), _slope(columns)), (_slope(rows), _blur(columns))]
    return np.stack([np.outer(*pair) for pair in pairs])[..., None]


def _blur(side: Kernels) -> NDArray[np.float32]:
    """Give the blur, as long as the slope of what it has blurred."""
    blur: NDArray[np.float32] = np.pad(side.blur, len(side.slope) // 2)
    return blur


def _slope(side: Kernels) -> NDArray[np.float32]:
    slope: NDArray[np.float32] = np.convolve(side.slope, side.blur)
    return slope
