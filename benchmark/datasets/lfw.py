"""Labeled Faces in the Wild: 13,233 faces of 5,749 people; who is it, or are two the same?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.collection import Collection
from benchmark.datasets._by_fold import by_fold
from benchmark.datasets._files import Files
from benchmark.datasets._home import home
from benchmark.datasets._lfw_pairs import Pairs
from benchmark.datasets._listed import listed
from benchmark.datasets._named import named
from benchmark.datasets._split_by import split_by
from benchmark.decoders.array import Array
from benchmark.item import Item
from benchmark.open_tree import open_tree
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from benchmark.datasets._split_by import Places
    from benchmark.trees._base import Tree
    from models import Labels

_TASKS = ("people", "pairs")
_PATH = r"(?P<person>[^/]+)/(?P=person)_(?P<number>\d{4})\.jpg"
_FACE_PAIR = "125x250"  # two faces of 250x250, halved
_FEWEST = 3  # one for each split


@dataclass(frozen=True)
class LFW(Files):
    """People with enough images, or pairs of images of which to say whether they are one person.

    `task="people"`: classification among those who have `least` images or more; with 20 these are
    62 people with 3,023 images. A fifth is for testing and a tenth for validation, drawn by the
    seed, each person in their share. Pictures of one event may be on two sides, as nothing says
    which belong together.

    `task="pairs"`: verification by the ten folds of `pairs.txt`, View 2: 600 pairs each, half of
    them of one person. Both faces stand side by side in one image, the first on the left, with the
    classes "different" and "same". The seed decides which fold is tested (0 to 9 test each once,
    later seeds the same again), the next is for validation, the other eight for training. No
    person is in two folds, so that who is tested is new; a list in which one is, is refused. A
    group is a fold and the first person of the pair. This is the image-restricted setting without
    outside data: 4,800 pairs teach what a face is, and no more. Published figures near 99 % are of
    networks that have learned from millions of other faces.

    Args:
        task: "people" or "pairs".
        least: Images that a person must have, for "people"; 3 or more.
        path: Of a folder that holds `lfw/George_W_Bush/George_W_Bush_0001.jpg`, or lfw.tgz, or the
            funneled or deep-funneled images, one of these alone; with `pairs.txt` for "pairs".
            Empty for `datasets/lfw` in the cache.
    """

    licence: ClassVar[str] = "none is known to us; press photographs, published for research"
    citation: ClassVar[str] = (
        "G. B. Huang, M. Ramesh, T. Berg, E. Learned-Miller, Labeled Faces in the Wild: A Database "
        "for Studying Face Recognition in Unconstrained Environments, University of "
        "Massachusetts, Amherst, Technical Report 07-49, 2007"
    )
    source: ClassVar[str] = (
        "lfw.tgz and pairs.txt are at vis-www.cs.umass.edu/lfw; unpack the first to "
        "lfw/George_W_Bush/*.jpg and put the second beside it"
    )
    published: ClassVar[Mapping[str, int]] = {"": 13_233}

    task: str = "people"
    least: int = 20
    path: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing; give pairs a size that holds both faces."""
        super().__post_init__()
        if self.task not in _TASKS:
            raise UsageError.unknown("task of lfw", self.task, _TASKS)
        if self.least < _FEWEST:
            raise UsageError(f"expected least of {_FEWEST} or more, received {self.least}")
        if self.task == "pairs" and self.size == "auto":
            object.__setattr__(self, "size", _FACE_PAIR)

    def collection(self) -> Collection:
        """List the faces, or the pairs."""
        tree = open_tree(home("lfw", self.path, self.source))
        paths = _paths(tree)
        if self.task == "pairs":
            reader = Pairs(paths)
            return Collection(tree, reader, Array(), reader.items(tree, ()))
        images = Counter(name for name, _ in paths)
        items = [
            Item(path, name) for (name, _), path in paths.items() if images[name] >= self.least
        ]
        if len({item.label for item in items}) < 2:  # noqa: PLR2004 - to tell apart
            raise UsageError(
                f"expected two people or more with {self.least} images in {tree.path}, the most "
                f"that one has is {max(images.values())}"
            )
        return listed(tree, items)

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Draw of each person a share; of pairs, take the seed's fold and the next."""
        if self.task == "people" or groups is None:
            return split_by(y, splits, groups, seed)
        return by_fold(np.array([int(group.split()[0]) for group in groups]), seed)


def _paths(tree: Tree) -> dict[tuple[str, int], str]:
    """Find the faces by name and number."""
    found: dict[tuple[str, int], str] = {}
    for each in named(tree, _PATH, "George_W_Bush/George_W_Bush_0001.jpg"):
        face = (each["person"], int(each["number"]))
        if face in found:
            raise UsageError(f"expected each face once, received {found[face]} and {each[0]}")
        found[face] = each[0]
    return found
