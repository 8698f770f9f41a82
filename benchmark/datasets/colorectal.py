"""Kather's textures of colorectal cancer: 5,000 tiles of 150x150 pixels, eight kinds of tissue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.datasets._by_fold import by_fold
from benchmark.datasets._files import Files
from benchmark.datasets._home import home
from benchmark.datasets._listed import listed
from benchmark.datasets._named import named
from benchmark.item import Item
from benchmark.open_tree import open_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from benchmark.datasets._split_by import Places
    from models import Labels

_FOLDS = 10
_PATH = r"\d\d_(?P<label>[A-Z]+)/[^/]*CRC-Prim-HE-(?P<slide>\d+)[^/]*\.tif"


@dataclass(frozen=True)
class Colorectal(Files):
    """Ten folds with equal shares of the tissues; the seed decides which is tested.

    Seeds 0 to 9 test every tile once, 10 to 19 again with other folds. The next fold is for
    validation, the other eight for training; the paper, which needs none for validation, trains
    on nine.

    Folds of tiles, which the field uses, mix slides: tiles cut from one slide, often side by
    side, are learned from and tested on, so that the figures say little of a new patient. With
    `by_slide=True` each of the ten slides, named in the files, is a fold and a group, and is
    tested as a whole. A tissue that is on one slide alone cannot be tested so, and is refused.

    Args:
        by_slide: Whether slides, not tiles, are folded.
        path: Of the folder `Kather_texture_2016_image_tiles_5000`, one above, or its zip archive;
            empty for `datasets/colorectal` in the cache.
    """

    licence: ClassVar[str] = "CC BY 4.0"
    citation: ClassVar[str] = (
        "J. N. Kather, C.-A. Weis, F. Bianconi, S. M. Melchers, L. R. Schad, T. Gaiser, A. Marx, "
        "F. G. Zoellner, Multi-class texture analysis in colorectal cancer histology, Scientific "
        "Reports 6, 27988, 2016"
    )
    source: ClassVar[str] = (
        "Kather_texture_2016_image_tiles_5000.zip is at zenodo.org/records/53169; unpack it, or "
        "give the archive as it is"
    )
    published: ClassVar[Mapping[str, int]] = {
        "01_TUMOR": 625,
        "02_STROMA": 625,
        "03_COMPLEX": 625,
        "04_LYMPHO": 625,
        "05_DEBRIS": 625,
        "06_MUCOSA": 625,
        "07_ADIPOSE": 625,
        "08_EMPTY": 625,
    }

    by_slide: bool = False
    path: str = ""

    def collection(self) -> Collection:
        """List the tiles."""
        tree = open_tree(home("colorectal", self.path, self.source))
        example = "01_TUMOR/10009_CRC-Prim-HE-03_009.tif_Row_301_Col_151.tif"
        found = named(tree, _PATH, example)
        slides = [each["slide"] if self.by_slide else "" for each in found]
        return listed(
            tree,
            [
                Item(each[0], each["label"], group=slide)
                for each, slide in zip(found, slides, strict=True)
            ],
        )

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Take the seed's fold for testing and the next for validation."""
        del splits
        draw, fold = divmod(seed, _FOLDS)
        return by_fold(_of_tiles(y, draw) if groups is None else _of_slides(groups, draw), fold)


def _of_tiles(y: Labels, draw: int) -> NDArray[np.int64]:
    """Deal each tissue's tiles out to the folds."""
    rng = np.random.default_rng(draw)
    folds = np.empty(len(y), np.int64)
    for label in np.unique(y):
        own = np.flatnonzero(y == label)
        folds[rng.permutation(own)] = np.arange(len(own)) % _FOLDS
    return folds


def _of_slides(groups: NDArray[np.str_], draw: int) -> NDArray[np.int64]:
    """Make a fold of each slide, in an order that is drawn."""
    slides, places = np.unique(groups, return_inverse=True)
    order: NDArray[np.int64] = np.random.default_rng(draw).permutation(len(slides))
    return order[places]
