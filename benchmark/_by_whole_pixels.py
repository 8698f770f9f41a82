"""Whether an image is another one that was shrunk by whole pixels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmark._on_cores import on_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from benchmark._cosines import Floats
    from models import Images

_SMALLEST = 2
_LARGEST = 32  # pixels a side; where there are more, half a pixel matters less
_RESIDUAL = 4.0  # grey levels; copies have 1, of Fashion-MNIST's cousins none has 8
_MEANS = 8.0  # grey levels between the means of two copies
_LOOKS = 3  # random directions, which tell in a tenth of the time that most are none
_PAIRS = 1024  # at a time


def by_whole_pixels(x: Images, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell whether one of two images gives the other, if it is shrunk and enlarged again.

    Who shrinks without weighing parts of pixels moves what he keeps by up to half a pixel, here
    more, there less, which no blur explains. But he leaves only so many possibilities: for each
    size down to a half, Pillow's BOX and NEAREST and OpenCV's INTER_NEAREST, and then linear
    interpolation, by which images are brought back to the size of the others.

    Args:
        x: Images, uint8 (n, height, width, channels).
        pairs: As `closest` gives them, int64 (m, 3).

    Returns:
        bool (m,); all False where images have more than 32 pixels a side, or one.
    """
    if min(x.shape[1:3]) < _SMALLEST or max(x.shape[1:3]) > _LARGEST:
        return np.zeros(len(pairs), np.bool_)
    ways = _Ways.of(*x.shape[1:3])
    parts = [pairs[start : start + _PAIRS] for start in range(0, len(pairs), _PAIRS)]
    found = on_cores(partial(_same, x, ways), parts)
    return np.concatenate([np.empty(0, np.bool_), *found])


class _Ways(NamedTuple):
    """What copying by whole pixels does to columns, then to rows: `down @ image @ across`."""

    down: Floats  # (ways, height, height)
    across: Floats  # (ways, width, width)

    @classmethod
    def of(cls, height: int, width: int) -> _Ways:
        sizes = [(least, round(least * width / height)) for least in range(-(-height // 2), height)]
        shrink = tuple(_shrinking())
        down = [_both(height, rows, how) for rows, _ in sizes for how in shrink]
        across = [_both(width, max(1, columns), how).T for _, columns in sizes for how in shrink]
        return cls(np.stack(down), np.stack(across))


def _shrinking() -> Iterator[Callable[[Floats, int], Floats]]:
    """Give functions that bring columns to a number of rows by whole pixels."""
    import cv2
    from PIL import Image

    def pillow(how: Image.Resampling, columns: Floats, rows: int) -> Floats:
        size = columns.shape[1], rows
        return np.asarray(Image.fromarray(columns).resize(size, how), np.float32)

    yield partial(pillow, Image.Resampling.BOX)
    yield partial(pillow, Image.Resampling.NEAREST)
    yield lambda columns, rows: cv2.resize(
        columns, (columns.shape[1], rows), interpolation=cv2.INTER_NEAREST
    )


def _both(size: int, rows: int, shrink: Callable[[Floats, int], Floats]) -> Floats:
    """Give the matrix that shrinks and enlarges a column, (size, size)."""
    import cv2

    small = shrink(np.eye(size, dtype=np.float32), rows)
    whole: Floats = cv2.resize(small, (size, size), interpolation=cv2.INTER_LINEAR)
    return whole


def _same(x: Images, ways: _Ways, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    first, second = (x[pairs[:, side]].astype(np.float32).mean(axis=3) for side in (0, 1))
    mirrored = pairs[:, 2] < 0
    second[mirrored] = second[mirrored][:, :, ::-1]
    same = np.zeros(len(pairs), np.bool_)
    near = np.abs(first.mean(axis=(1, 2)) - second.mean(axis=(1, 2))) <= _MEANS
    for one, other in ((first, second), (second, first)):
        left = np.flatnonzero(near & ~same)
        same[left] = _gives(one[left], other[left], ways)
    return same


def _gives(one: Floats, other: Floats, ways: _Ways) -> NDArray[np.bool_]:
    """Tell which images give others in any of the ways, bool (m,)."""
    found = np.zeros(len(one), np.bool_)
    shape = one.shape[2], _LOOKS
    looks = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    seen = other @ looks
    for down, across in zip(ways.down, ways.across, strict=True):
        differ = down @ (one @ (across @ looks)) - seen
        likely = np.square(differ).mean(axis=(1, 2)) <= one.shape[2] * (2 * _RESIDUAL) ** 2
        likely &= ~found
        exact = np.square(down @ one[likely] @ across - other[likely]).mean(axis=(1, 2))
        found[likely] = exact <= _RESIDUAL**2
    return found
