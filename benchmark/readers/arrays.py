"""Arrays of images in an `.npz` file."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from benchmark.item import Item
from benchmark.readers._array_file import ArrayFile
from benchmark.readers._arrays_in import arrays_in
from benchmark.readers._base import Reader
from benchmark.readers._label import label_of
from benchmark.readers._splits import split_named
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmark.trees._base import State, Tree

_WHAT = {
    **dict.fromkeys(("x", "image", "images"), "images"),
    **dict.fromkeys(("y", "label", "labels"), "labels"),
    **dict.fromkeys(("group", "groups"), "groups"),
}


@dataclass(frozen=True)
class Arrays(Reader):
    """Images, labels and, if it likes, groups, as one array each or one for each split.

    Names are as Keras (`x_train`, `y_train`), MedMNIST (`train_images`, `train_labels`) and
    people have them: a word for what it is (x, image, images; y, label, labels; group, groups)
    and, if there are splits, one for the split. Images are (n, height, width) or (n, height,
    width, channels), of 8 or 16 bits; each is an item `NAME/PLACE.npy`. Pickles are never loaded.
    An array is unpacked as a whole, so memory must hold the largest.
    """

    _files: dict[str, ArrayFile] = field(default_factory=dict, init=False, repr=False)

    def recognises(self, tree: Tree) -> bool:
        """Say whether such a file was chosen, or is all there is."""
        return bool(arrays_in(tree))

    def items(self, tree: Tree, endings: Collection[str]) -> list[Item]:
        """List the images, split by split."""
        del endings
        file, name = self._file(tree), arrays_in(tree)
        found = _by_split(file, name)
        return [item for split, keys in found.items() for item in _items(file, name, split, keys)]

    def read(self, tree: Tree, path: str) -> bytes:
        """Give an image as an `.npy` file."""
        import numpy as np

        key, place = path.removesuffix(".npy").rsplit("/", 1)
        data = BytesIO()
        np.save(data, self._file(tree).array(key)[int(place)], allow_pickle=False)
        return data.getvalue()

    def state(self, tree: Tree, path: str) -> State:
        """Give the state of the file that all are in."""
        del path
        return tree.state(arrays_in(tree))

    def place(self, tree: Tree, path: str) -> int:
        """Say that all are as near."""
        del tree, path
        return 0

    def _file(self, tree: Tree) -> ArrayFile:
        name = arrays_in(tree)
        if name not in self._files:
            try:
                self._files[name] = ArrayFile(tree.read(name), name)
            except OSError as error:
                raise UsageError(f"cannot read {name}: {error}") from None
        return self._files[name]


def _by_split(file: ArrayFile, name: str) -> dict[str, dict[str, str]]:
    """Find which array is what, by split: "images" and "labels", perhaps "groups"."""
    found: dict[str, dict[str, str]] = {}
    for key in file.shapes:
        words = key.lower().split("_")
        kinds = [_WHAT[word] for word in words if word in _WHAT]
        splits = [split_named(word) for word in words if split_named(word)]
        if len(kinds) == 1 and len(kinds) + len(splits) == len(words):
            found.setdefault(splits[0] if splits else "", {})[kinds[0]] = key
    if not found or any(not {"images", "labels"} <= set(keys) for keys in found.values()):
        raise UsageError(
            f"expected arrays named as x and y, x_train and y_train, or train_images and "
            f"train_labels in {name}, received {', '.join(file.shapes) or 'none'}"
        )
    return found


def _items(file: ArrayFile, name: str, split: str, keys: dict[str, str]) -> list[Item]:
    images, n = keys["images"], file.shapes[keys["images"]][0]
    labels = [label_of(each) for each in file.names(keys["labels"])]
    groups = file.names(keys["groups"]) if "groups" in keys else [""] * n
    if not n == len(labels) == len(groups):
        raise UsageError(
            f"expected a label for each of the {n:,} images of {images} in {name}, received "
            f"{len(labels):,} labels and {len(groups):,} groups"
        )
    return [
        Item(f"{images}/{place}.npy", label, split, group)
        for place, (label, group) in enumerate(zip(labels, groups, strict=True))
    ]
