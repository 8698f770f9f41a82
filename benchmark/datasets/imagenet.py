"""ImageNet: ILSVRC-2012, 1,281,167 photographs of 1,000 classes, tested on 50,000."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from benchmark.datasets._files import Files
from benchmark.datasets._home import home
from benchmark.datasets._imagenet_truth import imagenet_truth
from benchmark.datasets._listed import listed
from benchmark.datasets._named import named
from benchmark.datasets._split_by import Places, Shares, split_by
from benchmark.item import Item
from benchmark.open_tree import open_tree
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from benchmark.trees._base import Tree
    from models import Labels

_TRAIN = r"train/(?P<label>n\d{8})/[^/]+\.JPEG"
_SORTED = r"val(?:idation)?/(?P<label>n\d{8})/[^/]+\.JPEG"
_FLAT = r"ILSVRC2012_val_(?P<number>\d{8})\.JPEG"
_SHARES = Shares(validation=0.04)  # 50 a class, as many as there are for testing


@dataclass(frozen=True)
class ImageNet(Files):
    """The source's validation images are the test split, as its test labels were never published.

    The validation split, for tuning, is drawn by the seed from the training images: 4 % of each
    class, about 51,000. The classes are WordNet's numbers in their order, as everywhere.

    The shorter side is scaled to 256 pixels and the middle taken, and models crop from that: one
    crop of the middle is tested where they have a `margin`, ten where they have `ten_crop` too:

        depthbench run --dataset imagenet --model "alexnet(margin=29, ten_crop=False)"
        depthbench run --dataset imagenet --model "alexnet(margin=29, ten_crop=True)"

    The cache of decoded images takes 262 GB at this size, a sixteenth of that at `size="64"`.

    Layouts: `train/n01440764/*.JPEG` (the archives in ILSVRC2012_img_train.tar unpacked, each in
    a folder of its name) and, for the validation images, `val/n01440764/*.JPEG`, or all in one
    folder with one of these anywhere beside it: Kaggle's `LOC_val_solution.csv`; the development
    kit's `ILSVRC2012_validation_ground_truth.txt` with `meta.mat`, whose numbers are not those of
    `synset_words.txt` or `LOC_synset_mapping.txt`, which therefore cannot stand in for it; or
    `imagenet_2012_validation_synset_labels.txt`.

    Args:
        path: Of the folder above; empty for `datasets/imagenet` in the cache.
    """

    licence: ClassVar[str] = "ImageNet's terms of access: research and teaching, not commercial"
    citation: ClassVar[str] = (
        "O. Russakovsky et al., ImageNet Large Scale Visual Recognition Challenge, International "
        "Journal of Computer Vision 115(3), 211-252, 2015"
    )
    source: ClassVar[str] = (
        "ILSVRC-2012 is given on request at image-net.org, or by Kaggle's competition "
        "imagenet-object-localization-challenge; unpack it to train/n01440764/*.JPEG and val/"
    )
    published: ClassVar[Mapping[str, int]] = {"train": 1_281_167, "val": 50_000}

    size: str = "256"
    channels: str = "rgb"
    path: str = ""

    def collection(self) -> Collection:
        """List the training and validation images."""
        tree = open_tree(home("imagenet", self.path, self.source))
        train = named(tree, _TRAIN, "train/n01440764/n01440764_18.JPEG")
        items = [Item(each[0], each["label"], "train") for each in train]
        return listed(tree, [*items, *_validation(tree)])

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Draw the validation split from the training images."""
        return split_by(y, splits, groups, seed, _SHARES)


def _validation(tree: Tree) -> list[Item]:
    found = named(tree, f"(?:{_SORTED}|{_FLAT})", _EXAMPLE)
    in_folders = [each for each in found if each["label"]]
    if in_folders:
        return [Item(each[0], each["label"], "test") for each in in_folders]
    truth = imagenet_truth(tree)
    return [Item(each[0], _true(truth, each), "test") for each in found]


_EXAMPLE = "val/n01440764/ILSVRC2012_val_00000293.JPEG or val/ILSVRC2012_val_00000001.JPEG"


def _true(truth: dict[int, str], match: re.Match[str]) -> str:
    number = int(match["number"])
    if number not in truth:
        raise UsageError(f"expected a label for {match[0]}, received {len(truth):,} labels")
    return truth[number]
