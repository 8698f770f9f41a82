"""The classes of ImageNet's validation images where these lie in one folder."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from benchmark.absent_error import AbsentError

if TYPE_CHECKING:
    from benchmark.trees._base import Tree

_KAGGLE = "LOC_val_solution.csv"
_NUMBERS = "ILSVRC2012_validation_ground_truth.txt"
_META = "meta.mat"
_NAMES = "imagenet_2012_validation_synset_labels.txt"


def imagenet_truth(tree: Tree) -> dict[int, str]:
    """Give by an image's number, from 1, the WordNet number of its class.

    Args:
        tree: Holds Kaggle's list, the development kit's, or TensorFlow's, at whatever depth.

    Raises:
        AbsentError: If it holds none.
    """
    files = {path.rpartition("/")[2]: path for path in tree.paths()}
    if _KAGGLE in files:
        return _kaggle(tree.read(files[_KAGGLE]).decode())
    if _NUMBERS in files and _META in files:
        names = _names(tree.read(files[_META]))
        lines = tree.read(files[_NUMBERS]).decode().split()
        return {place: names[int(line)] for place, line in enumerate(lines, 1)}
    if _NAMES in files:
        return dict(enumerate(tree.read(files[_NAMES]).decode().split(), 1))
    raise AbsentError(
        f"the validation images in {tree.path} lie in one folder; expected {_KAGGLE}, {_NUMBERS} "
        f"with {_META}, or {_NAMES} beside them, or a folder for each class"
    )


def _kaggle(text: str) -> dict[int, str]:
    """Read lines as "ILSVRC2012_val_00000001,n01751748 111 108 433 498 "."""
    rows = csv.DictReader(StringIO(text))
    return {
        int(row["ImageId"].rpartition("_")[2]): row["PredictionString"].split()[0] for row in rows
    }


def _names(meta: bytes) -> dict[int, str]:
    """Read which number stands for which class, by the kit's table of synsets."""
    from scipy.io import loadmat

    synsets = loadmat(BytesIO(meta), squeeze_me=True)["synsets"]
    return {int(each["ILSVRC2012_ID"]): str(each["WNID"]) for each in synsets}
