"""Find the file that lists images."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmark.trees._base import Tree

ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")


def manifest_in(tree: Tree) -> str:
    """Give the path of the file that was chosen, or of the only such file at the top; or nothing.

    A folder of an archive in which all lies counts as the top.
    """
    if tree.chosen:
        return tree.chosen if tree.chosen.lower().endswith(ENDINGS) else ""
    paths = tree.paths()
    tops = {path.partition("/")[0] for path in paths}
    depth = 1 if len(tops) == 1 and "/" in paths[0] else 0
    found = [p for p in paths if p.count("/") == depth and p.lower().endswith(ENDINGS)]
    return found[0] if len(found) == 1 else ""
