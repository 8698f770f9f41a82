"""CNRPark+EXT: 157,549 parking spaces of one lot, free or busy, seen by eleven cameras."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from benchmark.datasets._cnrpark_lists import cnrpark_lists
from benchmark.datasets._files import Files
from benchmark.datasets._home import home
from benchmark.datasets._listed import listed
from benchmark.datasets._named import named
from benchmark.datasets._split_by import Places, split_by
from benchmark.item import Item
from benchmark.open_tree import open_tree
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from benchmark.datasets._cnrpark_lists import Lists
    from models import Labels

_FIRST = r"(?P<camera>[AB])/(?P<label>free|busy)/\d{8}_\d{4}_(?P<slot>\d+)\.jpg"
_LATER = (
    r"(?P<weather>SUNNY|OVERCAST|RAINY)/(?P<day>\d{4}-\d\d-\d\d)/(?P<number>camera\d)/"
    r"(?P<name>[^/]+\.jpg)"
)


class _Patch(NamedTuple):
    path: str
    label: str
    group: str
    parts: set[str]


@dataclass(frozen=True)
class CNRPark(Files):
    """One part is learned from and another tested on; the default is CNR-EXT's own three splits.

    Parts of CNR-EXT are its lists ("train", "val", "test" and what else lies in LABELS), weathers
    ("sunny", "overcast", "rainy"), cameras ("camera1" to "camera9") and "EXT" for all; those of
    CNRPark are its cameras ("A", "B"), "even" and "odd" by the number of the space, the two
    together ("A even"), and "CNRPark" for all. Known pairs: `train="A", test="B"`; `train="even",
    test="odd"`; `train="camera8", test="camera1"`; `train="sunny", test="rainy"`;
    `train="CNRPark", test="test"`.

    With "train" goes "val" for validation, and then the seed decides nothing but how a model
    learns; with other parts a tenth of the groups is drawn by the seed. A group is a camera's day
    in CNR-EXT, where one car stands through many pictures and all have one light, and a camera's
    space in CNRPark, whose two days are on both sides of all its pairs.

    Args:
        train: The part to learn from.
        test: The part to test on.
        path: Of a folder that holds what CNRPark-Patches-150x150.zip and
            CNR-EXT-Patches-150x150.zip unpack to, or one of these; splits.zip may be there as
            well. Empty for `datasets/cnrpark` in the cache.
    """

    licence: ClassVar[str] = "ODbL 1.0"
    citation: ClassVar[str] = (
        "G. Amato, F. Carrara, F. Falchi, C. Gennaro, C. Meghini, C. Vairo, Deep learning for "
        "decentralized parking lot occupancy detection, Expert Systems with Applications 72, "
        "327-334, 2017; of A and B: G. Amato, F. Carrara, F. Falchi, C. Gennaro, C. Vairo, Car "
        "parking occupancy detection using smart camera networks and deep learning, ISCC 2016"
    )
    source: ClassVar[str] = (
        "CNR-EXT-Patches-150x150.zip (450 MB) and CNRPark-Patches-150x150.zip (37 MB) are at "
        "cnrpark.it; unpack them side by side, to PATCHES/, LABELS/, A/ and B/"
    )
    published: ClassVar[Mapping[str, int]] = {"A": 6_171, "B": 6_413, "PATCHES": 144_965}

    train: str = "train"
    test: str = "test"
    path: str = ""

    def collection(self) -> Collection:
        """List the images of the parts.

        Raises:
            UsageError: If a part is unknown, or an image is in both.
        """
        tree = open_tree(home("cnrpark", self.path, self.source))
        lists = cnrpark_lists(tree)
        found = named(tree, f"(?:{_FIRST}|{_LATER})", "A/busy/20150703_1425_32.jpg or " + _EXAMPLE)
        patches = [patch for each in found if (patch := _patch(each, lists))]
        known = set().union(*(each.parts for each in patches))
        for part in (self.train, self.test):
            if part not in known:
                raise UsageError.unknown(f"part in {tree.path}", part, sorted(known))
        return listed(tree, [item for each in patches if (item := self._item(each))])

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Keep published splits as they are, even if one parts a group; draw whole groups else."""
        published = (splits == "validation").any()
        return split_by(y, splits, None if published else groups, seed)

    def _item(self, patch: _Patch) -> Item | None:
        """Give an item; None for an image of neither part."""
        learned, tested = self.train in patch.parts, self.test in patch.parts
        if learned and tested:
            raise UsageError(
                f"expected parts with no image in common, {self.train!r} and {self.test!r} "
                f"share {patch.path}"
            )
        splits = {"test": tested, "train": learned, "validation": self._validates(patch)}
        split = next((name for name, there in splits.items() if there), None)
        return None if split is None else Item(patch.path, patch.label, split, patch.group)

    def _validates(self, patch: _Patch) -> bool:
        return self.train == "train" and "val" in patch.parts


_EXAMPLE = "PATCHES/SUNNY/2015-11-22/camera6/S_2015-11-22_09.47_C06_205.jpg"


def _patch(match: re.Match[str], lists: Lists) -> _Patch | None:
    """Say what is known of an image; None if no list says whether it is free."""
    if camera := match["camera"]:
        half = "odd" if int(match["slot"]) % 2 else "even"
        parts = {camera, half, f"{camera} {half}", "CNRPark"}
        return _Patch(match[0], match["label"], f"{camera} {match['slot']}", parts)
    name, number = match["name"], match["number"]
    if name not in lists.states:
        return None
    parts = {match["weather"].lower(), number, "EXT", *lists.lists[name]}
    return _Patch(match[0], lists.states[name], f"{number} {match['day']}", parts)
