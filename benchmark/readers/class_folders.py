"""A folder for each class, below folders for the splits where there are such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmark.item import Item
from benchmark.readers._arrays_in import arrays_in
from benchmark.readers._base import Reader
from benchmark.readers._label import label_of
from benchmark.readers._manifest_in import manifest_in
from benchmark.readers._splits import split_named
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from benchmark.trees._base import Tree


@dataclass(frozen=True)
class ClassFolders(Reader):
    """Files in a folder whose name is the class; folders within it count to it.

    Above the classes there may be one folder for all of them, as archives have it, and folders
    named for the splits: train or training; val, valid, validation or dev; test or testing.
    """

    def recognises(self, tree: Tree) -> bool:
        """Say whether no file says more: this is what is left."""
        return not (tree.chosen or manifest_in(tree) or arrays_in(tree))

    def items(self, tree: Tree, endings: Collection[str]) -> list[Item]:
        """List the files of images; others are passed over."""
        paths = [path for path in tree.paths() if path.lower().endswith(tuple(endings))]
        if not paths:
            raise UsageError(
                f"expected class folders with images in {tree.path}, received "
                f"{len(tree.paths()):,} files, none of which ends in {', '.join(sorted(endings))}"
            )
        above = _above(paths)
        split = _is_split({_first(path[len(above) :]) for path in paths}, tree)
        items = [_item(path, path[len(above) :], tree, split=split) for path in paths]
        _check_classes(tree, above, items, split=split)
        return items


def _first(path: str) -> str:
    return path.partition("/")[0]


def _above(paths: list[str]) -> str:
    """Give what all paths have in common above the classes: a lone folder that holds folders."""
    above = ""
    while True:
        rest = [path[len(above) :] for path in paths]
        firsts = {_first(path) for path in rest}
        deep = all(path.count("/") > 1 for path in rest)
        if len(firsts) > 1 or not deep or split_named(min(firsts)):
            return above
        above += f"{min(firsts)}/"


def _is_split(names: set[str], tree: Tree) -> bool:
    """Say whether folders are splits; where some are, a class beside them would make no sense."""
    splits = {split_named(name) for name in names} - {""}
    others = sorted(name for name in names if not split_named(name))
    if len(splits) > 1 and others:
        raise UsageError(
            f"expected classes or splits in {tree.path}, received both: "
            f"{', '.join(sorted(names - {*others}))} and {others[0]!r}"
        )
    return not others


def _item(path: str, rest: str, tree: Tree, *, split: bool) -> Item:
    folders = rest.split("/")[:-1]
    if len(folders) <= split:
        raise UsageError(
            f"expected every image of {tree.path} in the folder of its class, received {path!r}"
        )
    return Item(path, label_of(folders[split]), split_named(folders[0]) if split else "")


def _check_classes(tree: Tree, above: str, items: Iterable[Item], *, split: bool) -> None:
    """Refuse a class without an image, which would be learned by nobody and never missed."""
    known = {item.label for item in items}
    for path in tree.folders():
        folders = path[len(above) :].split("/") if path.startswith(above) else []
        if len(folders) == 1 + split and label_of(folders[split]) not in known:
            raise UsageError(f"expected images of class {folders[split]!r} in {tree.path}/{path}")
