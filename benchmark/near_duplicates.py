"""Which images of a data set are copies of one another."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from benchmark._by_whole_pixels import by_whole_pixels
from benchmark._closest import closest, looks
from benchmark._cosines import pieces
from benchmark._same_picture import same_picture
from benchmark.copies import Copies

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images


def near_duplicates(x: Images, of: NDArray[np.int64] | None = None) -> Copies:
    """Find images that are copies: exact, mirrored, resized, JPEG-compressed again, a bit brighter.

    Images of equal pixels are found by a digest. Of each such set the first image is compared with
    all others in two stages. The 7 × 7 lowest frequencies of their cosine transforms, made
    independent over the data set, say which eight look most alike, mirrored or not, as perceptual
    hashes do, but without rounding to bits. Their pixels then say whether they are one picture: all
    that differs, but for blur, must be as small as shrinking to a half or JPEG at quality 50 makes
    it; or that one is the other, shrunk by whole pixels, as Pillow's BOX and NEAREST do.

    It does not find crops, turned images, copies less than half as large or compressed more, nor
    copies of images that are flat but for less than 2 grey levels, unless they are exact. Of images
    below 100 pixels it misses many copies that were shrunk to a half by taking every other pixel.
    It may take for copies what are not: photographs of one burst, faint images of one kind of
    thing, and images whose one strong edge outweighs all detail, like the rim of an eye's fundus on
    black.

    Time grows with the square of the images, memory with their number, 1 KB each. On two cores
    70,000 take about 20 seconds, 200,000 at least 30, and a million would take 13 minutes or more
    by that. Where that is too much, name the images whose copies are sought, like those of the test
    split or a random sample.

    Args:
        x: Images, uint8 (n, height, width, channels); `StoredImages` are read by blocks.
        of: Places of images whose copies are sought, int64; None for all. Pairs of two others are
            then left out, but for exact copies of one of these.

    Returns:
        The pairs. Exact copies are paired with the first of them alone, and near ones of equal
        images by the first of each; `Copies.groups` puts them together. The same images give the
        same pairs on the same machine.
    """
    if not len(x):
        return Copies(np.empty((0, 2), np.int64), (), 0)
    first = _firsts(x)
    wanted = np.unique(first if of is None else first[of])
    exact = np.flatnonzero((first < np.arange(len(x))) & np.isin(first, wanted))
    alike = _alike(x, wanted, np.setdiff1d(first, wanted))
    pairs = np.concatenate([np.stack([first[exact], exact], axis=1), np.sort(alike[:, :2])])
    turned = alike[:, 2] < 0
    how = np.array(["exact"] * len(exact) + np.where(turned, "mirrored", "near").tolist(), object)
    order = np.lexsort(pairs.T[::-1])
    return Copies(pairs[order], tuple(how[order].tolist()), len(x))


def _firsts(x: Images) -> NDArray[np.int64]:
    """Give the first place where each image's pixels stand, int64 (n,)."""
    seen: dict[bytes, int] = {}
    digests = (
        blake2b(image.data, digest_size=16).digest()
        for piece in pieces(x)
        for image in np.ascontiguousarray(piece)
    )
    firsts = [seen.setdefault(digest, place) for place, digest in enumerate(digests)]
    return np.array(firsts, np.int64)


def _alike(x: Images, wanted: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give pairs of one picture, the first of them wanted, as `closest` does."""
    described = looks(x, np.concatenate([wanted, others]))
    compared = int(np.isin(described.places, wanted).sum())
    pairs = closest(described, compared)
    same = same_picture(x, pairs, crowded=len(pairs) > compared)
    same[~same] = by_whole_pixels(x, pairs[~same])
    return pairs[same]
