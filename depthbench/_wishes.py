"""What a user wants explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmark.gallery import UNKNOWN, Gallery
from benchmark.image_file import read_image
from benchmark.kernels_beside import kernels_beside
from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError
from depthbench._classify import how_read
from depthbench._data_options import data_spec
from reports.explanations.explain import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmark.data import Data
    from benchmark.faithfulness.deletion import Filling
    from benchmark.fitted_model import FittedModel
    from benchmark.told import Told

Shape = tuple[int, int, int]

_POOL = 1000  # images to choose from
_CHOSEN = 3
_MOST_CLASSES = 10


@dataclass(frozen=True)
class Wishes:
    """What was asked for.

    Args:
        images: Files to show.
        data: Whose images to look at instead of the run's.
        classes: Names of classes to show.
        n: Images to measure on.
        others: How many other models to show beside.
        filling: What takes the place of deleted pixels.
        told: Who wants to know how far it is.
    """

    images: Sequence[Path]
    data: Path | None
    classes: Sequence[str]
    n: int
    others: int
    filling: Filling
    told: Told

    def asked(self, of: FittedModel, shape: Shape, own: Data | None, dataset: str = "") -> Asked:
        """Choose images.

        Args:
            of: The model.
            shape: Height, width and channels that it takes.
            own: The images that it was made with, if they are there.
            dataset: Their spec string: files are read as its are.

        Raises:
            UsageError: If there are none, a file cannot be read, or a class is unknown.
        """
        labels = [_label(of, name) for name in self.classes]
        files = _read(self.images, shape, dataset)
        data = own if self.data is None else _data(self.data, shape)
        gallery = files if data is None else Gallery.of_test(data, of.classes, max(_POOL, self.n))
        if not len(gallery):
            raise UsageError("expected --image FILE or --data PATH, received neither")
        return Asked(
            gallery,
            files if len(files) else gallery.first(_CHOSEN),
            labels or _some(of, gallery),
            self.n,
            self.filling,
            kernels_beside(shape, None if own is None else own.train.x),
            told=self.told,
        )


def _read(files: Sequence[Path], shape: Shape, dataset: str) -> Gallery:
    """Read image files; of a clip only its first frame."""
    how = how_read(dataset)
    images = [read_image(file, shape, *how)[0][:1] for file in files]
    x = np.concatenate(images) if images else np.empty((0, *shape), np.uint8)
    return Gallery(x, np.full(len(x), UNKNOWN, np.int64), tuple(file.name for file in files))


def _data(path: Path, shape: Shape) -> Data:
    height, width, channels = shape
    colours = "grey" if channels == 1 else "rgb"
    spec = data_spec(path, size=f"{height}x{width}", channels=colours)
    try:
        data: Data = DATASETS.make(str(spec)).load(0)
    except (FileNotFoundError, ValueError) as error:
        raise UsageError(str(error)) from error
    return data


def _label(of: FittedModel, name: str) -> int:
    if name not in of.classes:
        raise UsageError.unknown("class", name, of.classes)
    return of.classes.index(name)


def _some(of: FittedModel, gallery: Gallery) -> list[int]:
    """Choose classes that there are images of, or that images are taken for."""
    labels = gallery.y[gallery.y >= 0]
    if not len(labels):
        labels = of.model.scores(gallery.x).argmax(axis=1)
    return [int(each) for each in np.unique(labels)[:_MOST_CLASSES]]
