"""SIFT on a dense grid as matrix products, written once for NumPy and for Keras."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from models._sift import CELLS, NUMBERS, ORIENTATIONS
from models._sift_side import Band, Side

_CLIP = np.float32(0.2)  # the largest share of a descriptor's length that one number may have
_FLAT = np.float32(1e-3)  # slopes below, and descriptors of no more in all, are rounding
_LEAST = np.float32(1e-7)  # numbers below count as that much: the root's slope at nought is endless
_TINY = np.float32(1e-6)  # grey levels; keeps quotients of slopes finite
_GREY = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
_EIGHTH = np.float32(4 / np.pi)  # of a turn, from an axis to a diagonal


@dataclass(frozen=True)
class Descriptors:
    """Compute SIFT with NumPy, or with `keras.ops`, which has the same functions.

    Args:
        xp: NumPy or `keras.ops`.
        rows: Of `side`, for an image's height.
        columns: The same for its width.
    """

    xp: Any
    rows: Side
    columns: Side

    def __call__(self, x: Any) -> Any:
        """Describe images.

        Args:
            x: float32 (n, height, width, channels), 1 (grey) or 3 (RGB), 0 to 255.

        Returns:
            float32 (n, points, 128): RootSIFT, of length 1, row after row; all nought without
            texture.
        """
        return self._normalised(self._sums(self._shares(*self._slopes(self._grey(x)))))

    def _grey(self, x: Any) -> Any:
        """Give (height, n, width): rows first, so that one product mixes them for all images."""
        grey = x[..., 0] if x.shape[-1] == 1 else self.xp.matmul(x, _GREY)
        return self.xp.transpose(grey, (1, 0, 2))

    def _slopes(self, grey: Any) -> tuple[Any, Any]:
        """Give slopes to the right and downwards, each (height, n, width)."""
        dx = self._mixed(grey, self.rows.blur, self.columns.slope)
        dy = self._mixed(grey, self.rows.slope, self.columns.blur)
        return self._clean(dx), self._clean(dy)

    def _clean(self, slopes: Any) -> Any:
        """Set to nought what is rounding, whose direction is nothing to learn from either."""
        return self.xp.where(self.xp.abs(slopes) > _FLAT, slopes, np.float32(0))

    def _shares(self, dx: Any, dy: Any) -> Any:
        """Share slopes' magnitudes between orientations: (height, 8, n, width).

        Orientations go anticlockwise from the right. Of two neighbours one is along an axis and
        one along a diagonal; the direction's angle from the axis says how much each gets.

        The one that gets nothing is told by a minimum, which costs less than a choice: an axis'
        share is at most the difference of the two slopes, a diagonal's at most twice the smaller.
        """
        xp = self.xp
        wide, tall = xp.abs(dx), xp.abs(dy)
        long, short = xp.maximum(wide, tall), xp.minimum(wide, tall)
        ratio = short / (long + _TINY)
        magnitude = long * xp.sqrt(ratio * ratio + np.float32(1))
        diagonal = magnitude * (xp.arctan(ratio) * _EIGHTH)
        axis = magnitude - diagonal
        flat = xp.minimum(axis, long - tall)
        steep = axis - flat
        rightward, upward = wide + dx, tall - dy  # twice the slope, or nought
        right = xp.minimum(flat, rightward)
        up = xp.minimum(steep, upward)
        upper = xp.minimum(diagonal, upward)
        lower = diagonal - upper
        upper_right = xp.minimum(upper, rightward)
        lower_right = xp.minimum(lower, rightward)
        shares = [
            right,
            upper_right,
            up,
            upper - upper_right,
            flat - right,
            lower - lower_right,
            steep - up,
            lower_right,
        ]
        return xp.stack(shares, axis=1)

    def _sums(self, shares: Any) -> Any:
        """Sum over cells: (n, points, 128), each cell row after row and orientations last."""
        xp, rows, columns = self.xp, self.rows.points, self.columns.points
        sums = self._mixed(shares, self.rows.cells, self.columns.cells)
        sums = xp.reshape(sums, (rows, CELLS, ORIENTATIONS, -1, columns, CELLS))
        sums = xp.transpose(sums, (3, 0, 4, 1, 5, 2))
        return xp.reshape(sums, (-1, rows * columns, NUMBERS))

    def _mixed(self, x: Any, down: list[Band], along: list[Band]) -> Any:
        """Mix rows, then columns: (height, ..., n, width) to others, as many as bands have."""
        xp = self.xp
        mixed = self._joined([self._along(self._down(x, band), along) for band in down], axis=0)
        height, width = (sum(band.matrix.shape[0] for band in bands) for bands in (down, along))
        return xp.reshape(mixed, (height, *x.shape[1:-2], -1, width))

    def _down(self, x: Any, band: Band) -> Any:
        """Mix rows: (height, ..., width) to (rows of the band * ..., width)."""
        rows = self.xp.reshape(x[band.first : band.end], (band.end - band.first, -1))
        return self.xp.reshape(self.xp.matmul(band.matrix, rows), (-1, x.shape[-1]))

    def _along(self, x: Any, bands: list[Band]) -> Any:
        """Mix columns: (rows, width) to (rows, other width)."""
        parts = [
            self.xp.matmul(x[:, band.first : band.end], self.xp.transpose(band.matrix))
            for band in bands
        ]
        return self._joined(parts, axis=1)

    def _joined(self, parts: list[Any], axis: int) -> Any:
        return self.xp.concatenate(parts, axis=axis) if len(parts) > 1 else parts[0]

    def _normalised(self, descriptors: Any) -> Any:
        xp = self.xp
        squares = xp.sum(descriptors * descriptors, axis=-1, keepdims=True)
        clipped = xp.minimum(descriptors, _CLIP * xp.sqrt(xp.maximum(squares, _LEAST)))
        sums = xp.sum(clipped, axis=-1, keepdims=True)
        scale = xp.where(sums > _FLAT, 1 / xp.sqrt(xp.maximum(sums, _FLAT)), np.float32(0))
        return xp.sqrt(xp.maximum(clipped, _LEAST)) * scale
