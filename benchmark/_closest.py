"""Which images look most alike in their low frequencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmark._cosines import Floats, cosines, pieces
from benchmark._on_cores import on_cores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

FREQUENCIES = 7  # along a side: of 28 pixels, what half as many keep well
_FLAT = 2.0  # grey levels; below, JPEG's noise decides what looks alike
_NOISE = 0.7  # grey levels in a frequency, more than JPEG at quality 50 leaves in most
_ALIKE = 0.75  # cosine of the angle; a hundredth of the worst copies are below
_MOST = 8  # a pair's second image is among so many
_ROWS, _COLUMNS = 256, 2048  # of a product, which stay in a core's cache


@dataclass(frozen=True)
class Looks:
    """What images look like, as vectors of length 1 whose inner products tell who is alike.

    The two parts of a mirrored image are `even` and `-odd`.
    """

    even: Floats
    odd: Floats
    places: NDArray[np.int64]


def looks(x: Images, places: NDArray[np.int64]) -> Looks:
    """Describe those of the images that are not flat.

    Frequencies are made independent and about equally strong over all images and their mirror
    images, so that what all images share, like the middle of a digit, tells nothing.

    Args:
        x: Images, uint8 (n, height, width, channels).
        places: Which are described.
    """
    grey = np.concatenate([cosines(piece, FREQUENCIES).mean(axis=1) for piece in pieces(x)])
    grey[:, 0, 0] = 0
    places = places[np.sqrt(np.square(grey[places]).sum(axis=(1, 2))) >= _FLAT]
    grey = grey[places]
    even = _whitened(grey[..., ::2], centred=True)
    odd = _whitened(grey[..., 1::2], centred=False)
    length = np.sqrt(np.square(even).sum(axis=1) + np.square(odd).sum(axis=1))[:, None]
    length = np.maximum(length, np.finfo(np.float32).tiny)
    return Looks(even / length, odd / length, places)


def _whitened(x: Floats, *, centred: bool) -> Floats:
    x = x.reshape(len(x), x.shape[1] * x.shape[2])
    if centred and len(x):
        x = x - x.mean(axis=0)
    variances, axes = np.linalg.eigh(x.T @ x / max(1, len(x)))
    found: Floats = x @ (axes / np.sqrt(np.maximum(variances, 0) + np.float32(_NOISE) ** 2))
    return found


def closest(looks: Looks, first: int) -> NDArray[np.int64]:
    """Find for each image the eight after it that look most like it, if they are alike.

    Each is compared with all after it and their mirror images, on all cores.

    Args:
        looks: Of `looks`.
        first: How many images are compared, from the first on.

    Returns:
        int64 (m, 3): the places of two images, and 1, or -1 where the second is mirrored.
    """
    starts = range(0, first, _ROWS)
    found = on_cores(lambda start: _strip(looks, start, first), starts)
    return np.concatenate([np.empty((0, 3), np.int64), *found])


def _strip(looks: Looks, start: int, stop: int) -> NDArray[np.int64]:
    """Compare some images with themselves and all after them."""
    even, odd = (each[start : min(start + _ROWS, stop)] for each in (looks.even, looks.odd))
    least = np.full((len(even), 1), _ALIKE, np.float32)
    none = np.empty(0, np.int64)
    found = _Found(none, none, np.empty(0, np.float32))
    for left in range(start, len(looks.places), _COLUMNS):
        both = even @ looks.even[left : left + _COLUMNS].T
        sides = odd @ looks.odd[left : left + _COLUMNS].T
        both += np.abs(sides, out=sides)
        rows, columns = np.divmod(np.flatnonzero(both > least), both.shape[1])
        after = columns + left > rows + start
        rows, columns = rows[after], columns[after]
        if len(rows):
            found = found.and_more(rows, columns + left, both[rows, columns])
            found.raise_least(least)
    rows = found.rows + start
    turned = np.einsum("ij,ij->i", looks.odd[rows], looks.odd[found.columns]) < 0
    return np.stack([looks.places[rows], looks.places[found.columns], 1 - 2 * turned], axis=1)


@dataclass(frozen=True)
class _Found:
    """The best of each row, in its order."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats

    def and_more(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64], values: Floats
    ) -> _Found:
        rows = np.concatenate([self.rows, rows])
        columns = np.concatenate([self.columns, columns])
        values = np.concatenate([self.values, values])
        order = np.lexsort((columns, -values, rows))
        ordered = rows[order]
        rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
        order = order[rank < _MOST]
        return _Found(rows[order], columns[order], values[order])

    def raise_least(self, least: Floats) -> None:
        """Ask more of rows that have enough."""
        rows, count = np.unique(self.rows, return_counts=True)
        last = np.cumsum(count) - 1
        full = count == _MOST
        least[rows[full], 0] = self.values[last[full]]
