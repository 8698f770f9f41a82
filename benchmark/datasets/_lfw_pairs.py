"""Pairs of faces in two files, side by side as one image."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from benchmark.absent_error import AbsentError
from benchmark.damaged_error import DamagedError
from benchmark.decoders.picture import Picture
from benchmark.item import Item
from benchmark.readers._base import Reader
from benchmark.trees._base import State
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from benchmark.trees._base import Tree
    from models import Images

_LIST = "pairs.txt"
_SAME, _DIFFERENT = 3, 4  # words in a line: name, number, number; or name, number, twice
_BETWEEN = "|"


class _Pair(NamedTuple):
    fold: int
    first: tuple[str, int]
    second: tuple[str, int]


@dataclass(frozen=True)
class Pairs(Reader):
    """The pairs that `pairs.txt` lists; an item's path is those of both files, and `.npy`.

    Args:
        paths: Of the files, by name and number.
    """

    paths: Mapping[tuple[str, int], str]

    def __repr__(self) -> str:
        """Leave the paths out, which stand in the items."""
        return "Pairs()"

    def recognises(self, tree: Tree) -> bool:
        """Say whether the list is there."""
        return _list(tree) != ""

    def items(self, tree: Tree, endings: Collection[str]) -> list[Item]:
        """List the pairs; a group is a fold and the first of the two people.

        Raises:
            AbsentError: If there is no list.
            ValueError: If it is broken, or a person is in two folds.
        """
        del endings
        if not self.recognises(tree):
            raise AbsentError(f"expected {_LIST}, the pairs of View 2, in {tree.path}")
        pairs = _pairs(tree.read(_list(tree)).decode())
        _check_people(pairs)
        return [self._item(pair) for pair in pairs]

    def read(self, tree: Tree, path: str) -> bytes:
        """Give both faces, the first on the left, as an `.npy` file.

        Raises:
            DamagedError: If one is damaged, or they differ in height or channels.
        """
        import numpy as np

        faces = [_face(tree, each) for each in _both(path)]
        if faces[0].shape[::2] != faces[1].shape[::2]:
            shapes = f"{faces[0].shape} and {faces[1].shape}"
            raise DamagedError("unsupported", f"expected faces of one height, received {shapes}")
        data = BytesIO()
        np.save(data, np.hstack(faces), allow_pickle=False)
        return data.getvalue()

    def state(self, tree: Tree, path: str) -> State:
        """Add the sizes; the later change counts."""
        states = [tree.state(each) for each in _both(path)]
        return State(sum(each.size for each in states), max(each.changed for each in states))

    def place(self, tree: Tree, path: str) -> int:
        """Say where the first of them lies."""
        return tree.place(_both(path)[0])

    def _item(self, pair: _Pair) -> Item:
        both = [self.paths.get(each, "{}_{:04d}.jpg".format(*each)) for each in pair[1:]]
        label = "same" if pair.first[0] == pair.second[0] else "different"
        return Item(f"{_BETWEEN.join(both)}.npy", label, group=f"{pair.fold:02d} {pair.first[0]}")


def _both(path: str) -> list[str]:
    return path.removesuffix(".npy").split(_BETWEEN)


def _face(tree: Tree, path: str) -> Images:
    return Picture().decode(tree.read(path))[0]


def _list(tree: Tree) -> str:
    found = [path for path in tree.paths() if path.rpartition("/")[2] == _LIST]
    return found[0] if found else ""


def _pairs(text: str) -> list[_Pair]:
    """Read a line "folds, pairs of one kind a fold", and of each fold first the same people."""
    head, *lines = [line.split() for line in text.splitlines() if line.strip()] or [[]]
    numbers = [int(word) for word in head if word.isdecimal()]
    folds, pairs = numbers if len(numbers) == len(head) == 2 else (0, 0)  # noqa: PLR2004
    if not folds or len(lines) != folds * 2 * pairs:
        raise UsageError(
            f"expected {folds} folds of {2 * pairs} pairs in {_LIST}, received {len(lines)} lines"
        )
    return [_pair(words, place // (2 * pairs)) for place, words in enumerate(lines)]


def _pair(words: list[str], fold: int) -> _Pair:
    numbers = words[1::2] if len(words) == _DIFFERENT else words[1:]
    if len(words) not in (_SAME, _DIFFERENT) or not all(map(str.isdecimal, numbers)):
        raise UsageError(f"expected names and numbers in {_LIST}, received {' '.join(words)!r}")
    first, second = words[0], words[0] if len(words) == _SAME else words[2]
    return _Pair(fold, (first, int(words[1])), (second, int(words[-1])))


def _check_people(pairs: list[_Pair]) -> None:
    """Refuse folds that share a person: who is tested must be new."""
    seen: dict[str, int] = {}
    for pair in pairs:
        for name, _ in pair[1:]:
            if seen.setdefault(name, pair.fold) != pair.fold:
                raise UsageError(
                    f"expected each person in one fold of {_LIST}, {name} is in "
                    f"{seen[name] + 1} and {pair.fold + 1}"
                )
