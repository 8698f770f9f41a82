"""A data set as checks see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from benchmark.copies import Copies
from benchmark.finding import MOST_FILES
from benchmark.near_duplicates import near_duplicates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.pictures import Pictures
    from models import Images, Labels

_ALL = 100_000  # images up to which all are compared with all
_SAMPLE = 10_000  # test images that are compared with all where there are more


@dataclass(frozen=True)
class Case:
    """Images, labels and splits; and what is known of files, where there are such.

    Args:
        x: Images, uint8 (n, height, width, channels), all that can be used.
        y: Labels, int64 (n,).
        classes: The name of each label, in order.
        splits: "train", "validation", "test" or "" for neither, (seeds, n): as each of some seeds
            would split them, or once where the test split is the same for all.
        drawn: Whether the seed decides the test split.
        groups: What belongs together, (n,); None where every image stands alone.
        pictures: The files; None where there are none.
        most_damaged: Share of the files that may be damaged before runs stop.
    """

    x: Images
    y: Labels
    classes: tuple[str, ...]
    splits: NDArray[np.str_]
    drawn: bool = False
    groups: NDArray[np.str_] | None = None
    pictures: Pictures | None = None
    most_damaged: float = 0.0

    @property
    def n_test(self) -> int:
        """Test images, of the first seed."""
        return int((self.splits[0] == "test").sum())

    @cached_property
    def rows(self) -> pd.DataFrame | None:
        """The rows of the files of the images, one an image."""
        return None if self.pictures is None else self.pictures.usable

    @cached_property
    def searched(self) -> NDArray[np.int64] | None:
        """Places of the images whose copies are sought; None for all."""
        if len(self.x) <= _ALL:
            return None
        test = np.flatnonzero(self.splits[0] == "test")
        return np.sort(np.random.default_rng(0).permutation(test)[:_SAMPLE])

    @cached_property
    def copies(self) -> Copies:
        """Which images are copies of others; found once for all checks."""
        return near_duplicates(self.x, self.searched)

    @cached_property
    def exact(self) -> Copies:
        """Those of them that are equal to the last pixel."""
        same = np.array([how == "exact" for how in self.copies.how], np.bool_)
        pairs = self.copies.pairs[same]
        return Copies(pairs, ("exact",) * len(pairs), self.copies.n)

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Name images: the paths of their files, each once, or their places; the first 1,000."""
        found: dict[str, None] = {}
        for place in places:  # a name takes long where there are many images and no files
            if len(found) == MOST_FILES:
                break
            found[self.name(int(place))] = None
        return tuple(found)

    def pairs(self, pairs: Iterable[Sequence[int]]) -> tuple[str, ...]:
        """Name pairs of images; the first 1,000."""
        named = (f"{self.name(int(first))} = {self.name(int(second))}" for first, second in pairs)
        return tuple(islice(named, MOST_FILES))

    def name(self, place: int) -> str:
        """Name an image."""
        if self.rows is not None:
            return str(self.rows["path"].iloc[place])
        split = self.splits[0, place]
        within = int((self.splits[0, :place] == split).sum())
        return f"{split}[{within}]"
