"""A CSV, JSON Lines or Parquet file that lists images with what they show."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from benchmark.item import Item
from benchmark.readers._base import Reader
from benchmark.readers._manifest_in import manifest_in
from benchmark.readers._splits import split_named
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from benchmark.trees._base import Tree

_COLUMNS = {
    "path": ("path", "file", "filename", "file_name", "image"),
    "label": ("label", "class", "category"),
    "split": ("split", "subset"),
    "group": ("group",),
}
_NEEDED = ("path", "label")


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
        table = _renamed(_table(tree, name), name)
        folder = dirname(name)
        paths = [_within(folder, path, name) for path in table["path"]]
        doubled = table["path"][table["path"].duplicated()]
        if len(doubled):
            raise UsageError(f"expected each path once in {name}, received {doubled.iloc[0]!r}")
        splits = [_split(each, name) for each in table["split"]]
        _check_labels(table, name)
        return [
            Item(path, label, split, group)
            for path, label, split, group in zip(
                paths, table["label"], splits, table["group"], strict=True
            )
        ]


def _table(tree: Tree, name: str) -> pd.DataFrame:
    """Read it with every value as text."""
    import pandas as pd

    try:
        data = BytesIO(tree.read(name))
        if name.lower().endswith(".parquet"):
            table = pd.read_parquet(data)
        elif name.lower().endswith((".jsonl", ".ndjson")):
            table = pd.read_json(data, lines=True, dtype=False, convert_dates=False)
        else:
            separator = "\t" if name.lower().endswith(".tsv") else ","
            table = pd.read_csv(
                data, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig"
            )
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {name}: {error}") from None
    return table.astype(object).where(table.notna(), "").map(str)


def _renamed(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give the columns our names; those that may be missing are empty."""
    by_name = {str(column).strip().lower(): column for column in table}
    found = {}
    for ours, theirs in _COLUMNS.items():
        there = [by_name[each] for each in theirs if each in by_name]
        if not there and ours in _NEEDED:
            raise UsageError(
                f"expected a column {' or '.join(theirs)} in {name}, received "
                f"{', '.join(by_name) or 'none'}"
            )
        found[ours] = table[there[0]] if there else [""] * len(table)
    if not len(table):
        raise UsageError(f"expected a row an image in {name}, received none")
    return type(table)(found)


def _within(folder: str, path: str, name: str) -> str:
    plain = normpath(path.replace("\\", "/"))
    if not path or plain.startswith(("/", "../")) or plain == ".." or plain[1:2] == ":":
        raise UsageError(f"expected paths within the folder of {name}, received {path!r}")
    return normpath(join(folder, plain))


def _split(text: str, name: str) -> str:
    if text and not split_named(text):
        raise UsageError(f"expected splits train, validation and test in {name}, received {text!r}")
    return split_named(text)


def _check_labels(table: pd.DataFrame, name: str) -> None:
    unlabelled = table["path"][table["label"] == ""]
    if len(unlabelled):
        raise UsageError(
            f"expected a label for each path in {name}, {unlabelled.iloc[0]!r} has none"
        )
