"""Find out what a folder, archive or file of images holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from re import Pattern
from typing import TYPE_CHECKING

from benchmark._check_classes import check_classes
from benchmark.collection import Collection
from benchmark.open_tree import open_tree
from benchmark.plugins import DECODERS, READERS
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.decoders._base import Decoder
    from benchmark.item import Item
    from benchmark.readers._base import Reader
    from benchmark.trees._base import Tree

_SHOWN = 8  # endings of files that nobody reads


def collect(path: Path, decoder: str = "", group: Pattern[str] | None = None) -> Collection:
    """List the images of a folder, an archive, a manifest or a file of arrays.

    Args:
        path: Where.
        decoder: Spec string of what makes images of the files; empty for the one that most of
            them are for.
        group: Found in an item's path, what it matches (or its first group) is the item's group.

    Raises:
        UsageError: If nothing is there, or it is broken.
    """
    tree = open_tree(path)
    reader = _reader_of(tree)
    if decoder:
        chosen: Decoder = DECODERS.make(decoder)
        items = reader.items(tree, chosen.endings)
    else:
        known = {name: DECODERS.make(name) for name in DECODERS.names}
        items = reader.items(tree, {end for each in known.values() for end in each.endings})
        chosen, alone = _most_frequent(items, list(known.values()))
        items = items if alone else reader.items(tree, chosen.endings)
    if group is not None:
        items = [replace(item, group=_matched(group, item.path)) for item in items]
    check_classes(items, path)
    return Collection(tree, reader, chosen, items)


def _reader_of(tree: Tree) -> Reader:
    found = [READERS.make(name) for name in READERS.names]
    for reader in found:
        if reader.recognises(tree):
            return reader  # type: ignore[no-any-return]
    raise UsageError(
        f"expected a folder, a zip or tar archive, a manifest (CSV, JSON Lines, Parquet) or .npz, "
        f"received {tree.path / tree.chosen}"
    )


def _most_frequent(items: list[Item], decoders: list[Decoder]) -> tuple[Decoder, bool]:
    """Give the decoder of most files, and whether it is that of all."""
    counts = Counter(
        place
        for item in items
        for place, decoder in enumerate(decoders)
        if item.path.lower().endswith(tuple(decoder.endings))
    )
    if not counts:
        ends = sorted({PurePosixPath(item.path).suffix or repr(item.path) for item in items})
        known = sorted(end for each in decoders for end in each.endings)
        raise UsageError(
            f"expected files ending in {', '.join(known)}, received {', '.join(ends[:_SHOWN])}"
        )
    place, _ = counts.most_common(1)[0]
    return decoders[place], len(counts) == 1


def _matched(pattern: Pattern[str], path: str) -> str:
    found = pattern.search(path)
    if found is None:
        raise UsageError(f"expected the group {pattern.pattern!r} in each path, {path!r} lacks it")
    return found[1 if pattern.groups else 0] or ""
