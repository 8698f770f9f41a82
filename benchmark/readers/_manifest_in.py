"""Find the file that lists images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.readers._rows import rows_of
from benchmark.readers._splits import split_named

if TYPE_CHECKING:
    from benchmark.trees._base import Tree

ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
COLUMNS = {
    "path": ("path", "file", "filename", "file_name", "image"),
    "label": ("label", "class", "category"),
    "split": ("split", "subset"),
    "group": ("group",),
}
"""What a column may be called, in lower case."""
NEEDED = ("path", "label")


def manifest_in(tree: Tree) -> str:
    """Give the path of the file that was chosen, or of the only such file at the top; or nothing.

    A folder of an archive in which all lies counts as the top. Beside folders of the same classes
    in several splits, a file without the columns is none: competitions add such.
    """
    if tree.chosen:
        return tree.chosen if tree.chosen.lower().endswith(ENDINGS) else ""
    paths = tree.paths()
    tops = {path.partition("/")[0] for path in paths}
    depth = 1 if len(tops) == 1 and "/" in paths[0] else 0
    found = [p for p in paths if p.count("/") == depth and p.lower().endswith(ENDINGS)]
    if len(found) != 1 or (_are_splits_of_classes(paths, depth) and not _lists(tree, found[0])):
        return ""
    return found[0]


def _are_splits_of_classes(paths: list[str], depth: int) -> bool:
    """Say whether two splits or more have folders, and the same: those can only be the classes."""
    classes: dict[str, set[str]] = {}
    for path in paths:
        folders = path.split("/")[depth:-1]
        if len(folders) > 1 and (split := split_named(folders[0])):
            classes.setdefault(split, set()).add(folders[1])
    found = list(classes.values())
    return len(found) > 1 and len(found[0]) > 1 and all(each == found[0] for each in found)


def _lists(tree: Tree, name: str) -> bool:
    """Say whether a file has the columns that are needed; of a broken one, that it may."""
    try:
        known = {each.strip().lower() for each in rows_of(tree.read(name), name)[0]}
    except (OSError, ValueError):
        return True
    return all(known.intersection(COLUMNS[each]) for each in NEEDED)
