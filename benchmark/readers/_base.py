"""The contract that every layout keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmark.item import Item
    from benchmark.trees._base import State, Tree


@dataclass(frozen=True)
class Reader(ABC):
    """How the files of a tree say what they show."""

    @abstractmethod
    def recognises(self, tree: Tree) -> bool:
        """Say whether a tree has this layout; no two readers may claim the same."""

    @abstractmethod
    def items(self, tree: Tree, endings: Collection[str]) -> list[Item]:
        """List the files with what they show, in a fixed order.

        Args:
            tree: Where they lie.
            endings: What the names of files of images end in, in lower case, as ".png".

        Raises:
            UsageError: If the layout is broken; the message says where.
        """

    def read(self, tree: Tree, path: str) -> bytes:
        """Read what an item's path names; OSError if that cannot be done."""
        return tree.read(path)

    def state(self, tree: Tree, path: str) -> State:
        """Say in which state it is; OSError if it is not there."""
        return tree.state(path)

    def place(self, tree: Tree, path: str) -> int:
        """Say where it lies among the others, for those who read many."""
        return tree.place(path)
