"""Whether two images that look alike are one picture, by their pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark._cosines import Floats, cosines, waves
from benchmark._on_cores import on_cores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

SIDE = 32  # pixels to which larger images are brought, by leaving out higher frequencies
_BANDS = 10
_RESIDUAL = 17.0  # grey levels; of copies 99 in 100 are below, of Fashion-MNIST's cousins 1
_SHARE = 0.4  # of what is compared, which small faint photographs reach as JPEG
_CROWDED = 0.25  # the same where images have cousins: faint ones too differ by more
_BRIGHTNESS = 40.0  # grey levels between the means of two copies
_CONTRAST = 1.35  # between the lowest frequencies of two copies
_NUMBERS = 2**20  # float32 at a time, for each image of a pair
_TINY = 1e-6
_COLOURS = np.array(  # brightness, and half of what red and blue differ from it
    [[0.299, 0.587, 0.114], [0.3505, -0.2935, -0.057], [-0.1495, -0.2935, 0.443]], np.float32
)


def same_picture(
    x: Images, pairs: NDArray[np.int64], *, crowded: bool = False
) -> NDArray[np.bool_]:
    """Tell whether two images differ only by what copying does.

    Both are divided into bands of frequencies, as in Fourier ring correlation (Saxton, Baumeister,
    1982), and in each the stronger image is weakened to what the other explains of it: what a
    copy lost by blur is not held against it. What then differs is a residual, in grey levels, by
    its fourth power: a copy's is spread, a cousin's stands out where an edge or a print is
    elsewhere.

    Args:
        x: Images, uint8 (n, height, width, channels).
        pairs: As `closest` gives them, int64 (m, 3).
        crowded: Whether most images have some that look alike, as those of one kind of thing do.

    Returns:
        bool (m,).
    """
    share = _CROWDED if crowded else _SHARE
    height, width = (min(side, SIDE) for side in x.shape[1:3])
    each = max(1, _NUMBERS // (height * width * x.shape[3]))
    parts = [pairs[start : start + each] for start in range(0, len(pairs), each)]
    found = on_cores(lambda part: _same(x, part, share), parts)
    return np.concatenate([np.empty(0, np.bool_), *found])


def _same(x: Images, pairs: NDArray[np.int64], share: float) -> NDArray[np.bool_]:
    first, second = (_planes(cosines(x[pairs[:, side]], SIDE)) for side in (0, 1))
    second[..., 1::2] *= pairs[:, 2, None, None, None].astype(np.float32)
    same: NDArray[np.bool_] = (
        np.abs(first[..., 0, 0] - second[..., 0, 0]).max(axis=1) <= _BRIGHTNESS
    )
    bands = _bands(*first.shape[2:])
    ours, theirs = (_energies(each, each, bands) for each in (first, second))
    both = _energies(first, second, bands)
    same &= np.abs(np.log((ours[:, 0] + _TINY) / (theirs[:, 0] + _TINY))) <= 2 * np.log(_CONTRAST)
    ours_kept = _kept(ours, theirs, both)
    theirs_kept = _kept(theirs, ours, both)
    squares = ours_kept**2 * ours + theirs_kept**2 * theirs - 2 * ours_kept * theirs_kept * both
    same &= squares.sum(axis=1) <= _RESIDUAL**2  # never more than by the fourth power, and cheap
    left = np.flatnonzero(same)
    kept = first[left] * _spread(ours_kept[left], bands)
    residual = _size(kept - second[left] * _spread(theirs_kept[left], bands))
    same[left] = (residual <= _RESIDUAL) & (residual <= share * _size(kept))
    return same


def _planes(frequencies: Floats) -> Floats:
    """Turn red, green and blue into brightness and, as JPEG keeps it, half as fine colour."""
    if frequencies.shape[1] != len(_COLOURS):
        return frequencies
    planes: Floats = np.einsum("pc,nchw->nphw", _COLOURS, frequencies)
    height, width = planes.shape[2:]
    planes[:, 1:, (height + 1) // 2 :] = 0
    planes[:, 1:, :, (width + 1) // 2 :] = 0
    return planes


def _bands(height: int, width: int) -> Floats:
    """Say which frequency lies in which band, float32 (height, width, bands) of 0 and 1.

    In none lie the mean, and what is finer along the diagonal than along a side.
    """
    rows, columns = np.ogrid[:height, :width]
    radius = np.hypot(rows / height, columns / width)
    band = np.ceil(radius * _BANDS)[..., None]
    members: Floats = (band == np.arange(1, _BANDS + 1)).astype(np.float32)
    return members


def _energies(first: Floats, second: Floats, bands: Floats) -> Floats:
    """Give the inner product of two images in each band, over all planes, float32 (m, bands)."""
    product = np.einsum("ncij,ncij->nij", first, second)
    sums: Floats = product.reshape(len(product), -1) @ bands.reshape(-1, _BANDS)
    return sums


def _kept(own: Floats, other: Floats, both: Floats) -> Floats:
    """Say how much of an image is compared in each band, 0 to 1: all, if it is the weaker one."""
    explained = np.clip(both / (own + np.float32(_TINY)), 0, 1)
    return np.where(own > other, explained, np.float32(1))


def _spread(kept: Floats, bands: Floats) -> Floats:
    shape = (len(kept), 1, *bands.shape[:2])
    return (kept @ bands.reshape(-1, _BANDS).T).reshape(shape)


def _size(frequencies: Floats) -> Floats:
    """Give the fourth root of a pixel's mean fourth power, planes added, in grey levels."""
    height, width = frequencies.shape[2:]
    down, across = (waves(side, side) * np.float32(np.sqrt(side)) for side in (height, width))
    pixels = down.T @ (frequencies @ across)
    size: Floats = np.sqrt(np.sqrt((pixels**4).mean(axis=(2, 3)).sum(axis=1)))
    return size
