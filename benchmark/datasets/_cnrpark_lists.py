"""The lists that come with CNR-EXT: which of its images are free or busy, and in which split."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from benchmark.trees._base import Tree

_FOLDERS = {"LABELS", "CNRPark-EXT"}  # of the images' archive, and of splits.zip
_STATES = {"0": "free", "1": "busy"}


class Lists(NamedTuple):
    """What the lists say, by the names of files, which differ within CNR-EXT.

    Args:
        states: "free" or "busy".
        lists: In which lists it stands, as "train", "camera1", "sunny".
    """

    states: dict[str, str]
    lists: dict[str, set[str]]


def cnrpark_lists(tree: Tree) -> Lists:
    """Read all lists, whose lines are a path and 0 for free or 1 for busy.

    Args:
        tree: Holds them, in a folder LABELS or CNRPark-EXT.

    Raises:
        UsageError: If a line is another.
    """
    found = Lists({}, {})
    for path in tree.paths():
        *folders, name = path.split("/")
        if name.endswith(".txt") and folders and folders[-1] in _FOLDERS:
            _read(tree, path, name.removesuffix(".txt"), found)
    return found


def _read(tree: Tree, path: str, name: str, found: Lists) -> None:
    for line in filter(None, map(str.strip, tree.read(path).decode().splitlines())):
        image, _, state = line.rpartition(" ")
        if not image or state not in _STATES:
            raise UsageError(f"expected a path and 0 or 1 in {path}, received {line!r}")
        image = image.rpartition("/")[2]
        found.states[image] = _STATES[state]
        found.lists.setdefault(image, set()).add(name)
