"""A classification set of TensorFlow Datasets, as it lies on disk when it is prepared."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from benchmark._check_classes import check_classes
from benchmark.collection import Collection
from benchmark.datasets._files import Files
from benchmark.datasets._tfds_folder import TFDSInfo, tfds_folder
from benchmark.decoders.picture import Picture
from benchmark.readers._tf_records import TFRecords
from benchmark.trees.directory import Directory
from benchmark.usage_error import UsageError


@dataclass(frozen=True)
class TFDS(Files):
    """Images of TFRecord files, in the splits of their source: train, validation and test.

    Splits of other names are left out where there is one of these; what is missing is drawn by the
    seed. Images are decoded, brought to one size and cached as those of any folder; neither
    TensorFlow nor TensorFlow Datasets need be installed.

    Args:
        name: As TensorFlow Datasets spells it: "name", "name/config", "name/config:version".
        path: Where data sets are prepared; empty for $TFDS_DATA_DIR or ~/tensorflow_datasets.
        image: The feature that holds the image; empty for the one that its makers learn from.
        label: Likewise of the class.
    """

    licence: ClassVar[str] = "that of the source, as `info.license` of TensorFlow Datasets has it"
    citation: ClassVar[str] = "that of the source, in its `dataset_info.json`"
    says_where: ClassVar[bool] = True

    name: str = ""
    path: str = ""
    image: str = ""
    label: str = ""

    def collection(self) -> Collection:
        """Look what is there."""
        if not self.name:
            raise UsageError('expected tfds(name="..."), received no name')
        place = self.path or os.environ.get("TFDS_DATA_DIR") or "~/tensorflow_datasets"
        folder = tfds_folder(Path(place).expanduser(), self.name)
        info = TFDSInfo.read(folder, self.image, self.label)
        tree = Directory(folder)
        reader = TFRecords(info.files, info.image, info.label, info.classes)
        if not reader.recognises(tree):
            raise UsageError(
                f"expected {', '.join(name for name, _ in info.files)} in {folder}, received "
                f"{', '.join(tree.paths())}"
            )
        items = reader.items(tree, ())
        check_classes(items, folder)
        return Collection(tree, reader, Picture(), items)
