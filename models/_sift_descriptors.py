"""SIFT on a dense grid as matrix products, written once for NumPy and for Keras."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from models._sift import CELLS, NUMBERS, ORIENTATIONS
from models._sift_side import Band, Side

_CLIP = np.float32(0.2)  # the largest share of a descriptor's length that one number may have
_FLAT = np.float32(1e-3)  # slopes below that are rounding, not texture
_LEAST = np.float32(1e-8)  # numbers below that are nought: the root's slope there has no bound
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
        """Give slopes to the right and downwards."""
        dx = self._along(self._down(self.rows.blur, grey), self.columns.slope)
        dy = self._along(self._down(self.rows.slope, grey), self.columns.blur)
        return dx, dy

    def _shares(self, dx: Any, dy: Any) -> Any:
        """Share slopes' magnitudes between orientations: (8, height, n, width).

        Orientations go anticlockwise from the right. Of two neighbours one is along an axis and
        one along a diagonal; the direction's angle from the axis says how much each gets.
        """
        xp, nought = self.xp, np.float32(0)
        wide, tall = xp.abs(dx), xp.abs(dy)
        long, short = xp.maximum(wide, tall), xp.minimum(wide, tall)
        textured = long > _FLAT
        safe = xp.where(textured, long, np.float32(1))  # roots and quotients that have slopes
        ratio = short / safe
        magnitude = xp.where(textured, safe * xp.sqrt(ratio * ratio + np.float32(1)), nought)
        diagonal = magnitude * (xp.arctan(ratio) * _EIGHTH)
        axis = magnitude - diagonal
        flat = xp.where(wide >= tall, axis, nought)
        rightward, upward = dx > 0, dy < 0
        right = xp.where(rightward, flat, nought)
        up = xp.where(upward, axis - flat, nought)
        upper = xp.where(upward, diagonal, nought)
        upper_right = xp.where(rightward, upper, nought)
        lower_right = xp.where(rightward, diagonal - upper, nought)
        return xp.stack(
            [
                right,
                upper_right,
                up,
                upper - upper_right,
                flat - right,
                diagonal - upper - lower_right,
                axis - flat - up,
                lower_right,
            ]
        )

    def _sums(self, shares: Any) -> Any:
        """Sum over cells: (n, points, 128), each cell row after row and orientations last."""
        xp = self.xp
        rows, columns = self.rows.points, self.columns.points
        sums = self._along(self._down(self.rows.cells, shares), self.columns.cells)
        sums = xp.reshape(sums, (ORIENTATIONS, rows, CELLS, -1, columns, CELLS))
        sums = xp.transpose(sums, (3, 1, 4, 2, 5, 0))
        return xp.reshape(sums, (-1, rows * columns, NUMBERS))

    def _down(self, bands: list[Band], x: Any) -> Any:
        """Mix rows: (..., height, n, width) to (..., other, n, width)."""
        width = x.shape[-1]
        parts = []
        for band in bands:
            rows = x[..., band.first : band.end, :, :]
            flat = self.xp.reshape(rows, (*rows.shape[:-2], -1))
            mixed = self.xp.matmul(band.matrix, flat)
            parts.append(self.xp.reshape(mixed, (*mixed.shape[:-1], -1, width)))
        return self.xp.concatenate(parts, axis=-3) if len(parts) > 1 else parts[0]

    def _along(self, x: Any, bands: list[Band]) -> Any:
        """Mix columns: (..., width) to (..., other)."""
        parts = [
            self.xp.matmul(x[..., band.first : band.end], self.xp.transpose(band.matrix))
            for band in bands
        ]
        return self.xp.concatenate(parts, axis=-1) if len(parts) > 1 else parts[0]

    def _normalised(self, descriptors: Any) -> Any:
        xp = self.xp
        squares = xp.sum(descriptors * descriptors, axis=-1, keepdims=True)
        clipped = xp.minimum(descriptors, _CLIP * xp.sqrt(xp.maximum(squares, _LEAST)))
        sums = xp.maximum(xp.sum(clipped, axis=-1, keepdims=True), _LEAST)
        return xp.sqrt(xp.maximum(clipped / sums, _LEAST)) - np.sqrt(_LEAST)
