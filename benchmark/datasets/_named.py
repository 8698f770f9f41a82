"""The files of a tree whose paths say what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmark.absent_error import AbsentError

if TYPE_CHECKING:
    from benchmark.trees._base import Tree


def named(tree: Tree, pattern: str, example: str) -> list[re.Match[str]]:
    """Match all paths, each from the start or from one of its folders; give those that match.

    Args:
        tree: Where the files lie, at whatever depth.
        pattern: A regular expression of the path's end.
        example: Such an end, for the message.

    Raises:
        AbsentError: If there is none.
    """
    # As little as can be stands before it: where two ends match, the longer counts.
    whole = re.compile(f"(?:.*?/)??{pattern}")
    found = [match for path in tree.paths() if (match := whole.fullmatch(path))]
    if not found:
        raise AbsentError(
            f"expected files as {example} in {tree.path}, received {len(tree.paths()):,} files, "
            "none of which is named so"
        )
    return found
