"""Find the file of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmark.trees._base import Tree


def arrays_in(tree: Tree) -> str:
    """Give the path of the `.npz` file that was chosen, or is all there is; or nothing."""
    paths = [tree.chosen] if tree.chosen else tree.paths()
    return paths[0] if len(paths) == 1 and paths[0].lower().endswith(".npz") else ""
