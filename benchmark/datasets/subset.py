"""Another data set with fewer training images: for learning curves and small budgets."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._learnable import learnable
from benchmark.plugins import DATASETS
from models import Labels


@dataclass(frozen=True)
class Subset(Dataset):
    """The first training images of a stratified random order; test images are left whole.

    The seed decides the order, in which every class keeps its share as nearly as it can at every
    length. A smaller subset therefore lies in each larger one of the same seed, and a learning
    curve is made of additions only.

    Args:
        dataset: Spec string of the data set within.
        train: Training images kept; at least one a class.
        validation: Validation images kept, in the same way; 0 keeps all. Where few are kept for
            training, most of a network's time may go into scoring those for validation.
    """

    licence: ClassVar[str] = "that of the data set within"
    citation: ClassVar[str] = "that of the data set within"

    dataset: str = "digits"
    train: int = 500
    validation: int = 0

    def __post_init__(self) -> None:
        """Spell the data set in one way, or refuse it."""
        object.__setattr__(self, "dataset", learnable(self.dataset))
        for name, least in {"train": 1, "validation": 0}.items():
            if (kept := getattr(self, name)) < least:
                raise ValueError(f"expected {name} of {least} or more, received {kept}")

    def load(self, seed: int) -> Data:
        """Load the data set within and keep the first of its images.

        Raises:
            ValueError: If there are fewer, or more classes than are to be kept.
        """
        data: Data = DATASETS.make(self.dataset).load(seed)
        least = len(data.classes)
        splits = {}
        for name, kept in self._kept().items():
            whole = getattr(data, name)
            if not least <= kept <= len(whole):
                images = "training images" if name == "train" else "validation images"
                raise ValueError(
                    f"expected {name} of {least} (the classes) to {len(whole)} "
                    f"(the {images} of {self.dataset}), received {kept}"
                )
            splits[name] = whole.take(_stratified_order(whole.y, seed)[:kept])
        return replace(data, **splits, pool=data.pool_sha256)

    def _kept(self) -> dict[str, int]:
        """Give how many images are kept, by the splits that are cut."""
        cut = {"train": self.train, "validation": self.validation}
        return {name: kept for name, kept in cut.items() if kept}


def _stratified_order(y: Labels, seed: int) -> NDArray[np.int64]:
    """Order images at random such that the classes keep their shares at every length.

    The image after r others of its class of n comes at (r + 1/2) / n: seats are dealt to parties
    so by Webster's method. The first of each class comes before all others, so that none is left
    out; equal places are left to chance.
    """
    order = np.random.default_rng(seed).permutation(len(y))
    places = np.empty(len(y))
    for label in np.unique(y):
        own = np.flatnonzero(y[order] == label)
        places[own] = (np.arange(len(own)) + 0.5) / len(own)
        places[own[0]] = 0
    ordered: NDArray[np.int64] = order[np.argsort(places, kind="stable")]
    return ordered
