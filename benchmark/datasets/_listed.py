"""A collection of pictures that a data set has listed itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark._check_classes import check_classes
from benchmark.collection import Collection
from benchmark.decoders.picture import Picture
from benchmark.readers.class_folders import ClassFolders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.item import Item
    from benchmark.trees._base import Tree


def listed(tree: Tree, items: Sequence[Item]) -> Collection:
    """Make the collection; the files are read as those in class folders are.

    Args:
        tree: Where they lie.
        items: What they show.

    Raises:
        UsageError: If they are of fewer than two classes.
    """
    check_classes(items, tree.path)
    return Collection(tree, ClassFolders(), Picture(), items)
