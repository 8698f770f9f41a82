"""Another data set whose images get rows of noise: dimensions that say nothing of the class."""

from dataclasses import dataclass, replace
from hashlib import shake_128
from math import prod
from typing import ClassVar

import numpy as np

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._learnable import learnable
from benchmark.plugins import DATASETS
from models import Split


@dataclass(frozen=True)
class Noisy(Dataset):
    """The splits of another data set, with rows of evenly distributed noise below every image.

    A row adds width * channels dimensions. An image's noise is drawn by a hash of its own pixels
    (SHAKE128), so it is the same with every seed, and that of fewer rows begins that of more:
    dimensions are only ever added. All images are held in memory.

    Args:
        dataset: Spec string of the data set within.
        rows: Rows of noise; with 0 the images are as they were.
    """

    licence: ClassVar[str] = "that of the data set within"
    citation: ClassVar[str] = "that of the data set within"

    dataset: str = "digits"
    rows: int = 8

    def __post_init__(self) -> None:
        """Spell the data set in one way, or refuse it."""
        object.__setattr__(self, "dataset", learnable(self.dataset))
        if self.rows < 0:
            raise ValueError(f"expected rows of 0 or more, received {self.rows}")

    def load(self, seed: int) -> Data:
        """Load the data set within and add the noise."""
        data: Data = DATASETS.make(self.dataset).load(seed)
        train, validation, test = (
            _with_noise(split, self.rows) for split in (data.train, data.validation, data.test)
        )
        return replace(data, train=train, validation=validation, test=test, pool=data.pool_sha256)


def _with_noise(split: Split, rows: int) -> Split:
    n, height, *row = split.x.shape
    x = np.empty((n, height + rows, *row), np.uint8)
    x[:, :height] = split.x
    size = rows * prod(row)
    for image in x:
        drawn = shake_128(image[:height].tobytes()).digest(size)
        image[height:] = np.frombuffer(drawn, np.uint8).reshape(rows, *row)
    return replace(split, x=x)
