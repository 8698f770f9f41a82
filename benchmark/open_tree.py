"""Open a folder, an archive or a single file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.plugins import TREES
from benchmark.trees.directory import Directory
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.trees._base import Tree


def open_tree(path: Path) -> Tree:
    """Open a folder or an archive; of any other file, its folder with the file chosen.

    Raises:
        UsageError: If there is nothing.
    """
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise UsageError(f"there is no {path}: {getattr(error, 'strerror', error)}") from None
    for name in TREES.names:
        kind = TREES.find(name)
        if kind.opens(path):
            tree: Tree = kind(path)
            return tree
    return Directory(path.parent, path.name)
