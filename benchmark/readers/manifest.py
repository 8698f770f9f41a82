"""A CSV, JSON Lines or Parquet file that lists images with what they show."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from benchmark.item import Item
from benchmark.readers._base import Reader
from benchmark.readers._label import label_of
from benchmark.readers._manifest_in import COLUMNS, NEEDED, manifest_in
from benchmark.readers._rows import rows_of
from benchmark.readers._splits import split_named
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from benchmark.trees._base import Tree


@dataclass(frozen=True)
class Manifest(Reader):
    """A table with the columns `path` and `label`, and, if it likes, `split` and `group`.

    Paths are relative to the file and must not leave its folder. A file called file, filename,
    file_name or image stands for `path`; class or category for `label`; subset for `split`.
    """

    def recognises(self, tree: Tree) -> bool:
        """Say whether such a file was chosen, or is the only one at the top."""
        return bool(manifest_in(tree))

    def items(self, tree: Tree, endings: Collection[str]) -> list[Item]:
        """List the rows, in their order; the endings of the files do not matter here."""
        del endings
        name = manifest_in(tree)
        columns = _columns(tree, name)
        folder = dirname(name)
        found = [
            Item(_within(folder, path, name), label_of(label), _split(split, name), group)
            for path, label, split, group in zip(*columns, strict=True)
        ]
        _check(found, name)
        return found


def _columns(tree: Tree, name: str) -> list[Sequence[str]]:
    """Read path, label, split and group; those that may be missing are empty."""
    try:
        names, rows = rows_of(tree.read(name), name)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {name}: {error}") from None
    by_name = {each.strip().lower(): place for place, each in enumerate(names)}
    found: list[Sequence[str]] = []
    for ours, theirs in COLUMNS.items():
        there = [by_name[each] for each in theirs if each in by_name]
        if not there and ours in NEEDED:
            raise UsageError(
                f"expected a column {' or '.join(theirs)} in {name}, received "
                f"{', '.join(by_name) or 'none'}"
            )
        found.append([row[there[0]] for row in rows] if there else [""] * len(rows))
    if not rows:
        raise UsageError(f"expected a row an image in {name}, received none")
    return found


def _within(folder: str, path: str, name: str) -> str:
    plain = normpath(path.replace("\\", "/"))
    if not path or plain.startswith(("/", "../")) or plain == ".." or plain[1:2] == ":":
        raise UsageError(f"expected paths within the folder of {name}, received {path!r}")
    return normpath(join(folder, plain))


def _split(text: str, name: str) -> str:
    if text and not split_named(text):
        raise UsageError(f"expected splits train, validation and test in {name}, received {text!r}")
    return split_named(text)


def _check(items: list[Item], name: str) -> None:
    seen = set()
    for item in items:
        if not item.label.strip():
            raise UsageError(f"expected a label for each path in {name}, {item.path!r} has none")
        if item.path in seen:
            raise UsageError(f"expected each path once in {name}, received {item.path!r} again")
        seen.add(item.path)
