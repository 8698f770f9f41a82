"""Another data set whose training labels are shuffled: nothing can be learned from it."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.plugins import DATASETS
from models import Split


@dataclass(frozen=True)
class ShuffledLabels(Dataset):
    """The splits of another data set, labels permuted at random by the seed within two of them.

    Training and validation labels are permuted, test labels are left alone. A model that scores
    above chance on the test split all the same has seen what it should not.

    Args:
        dataset: Spec string of the data set within.

    Paper: Zhang, Bengio, Hardt, Recht, Vinyals, "Understanding deep learning requires rethinking
        generalization", 2017. They ask whether networks can fit such labels; we ask whether
        anything leaks from the test split.
    """

    licence: ClassVar[str] = "that of the data set within"
    citation: ClassVar[str] = "that of the data set within"
    control: ClassVar[bool] = True

    dataset: str = "digits"

    def __post_init__(self) -> None:
        """Spell the data set in one way, or refuse it."""
        object.__setattr__(self, "dataset", DATASETS.normalise(self.dataset))

    def load(self, seed: int) -> Data:
        """Load the data set within and shuffle."""
        data: Data = DATASETS.make(self.dataset).load(seed)
        rng = np.random.default_rng(seed)
        train, validation = _shuffled(data.train, rng), _shuffled(data.validation, rng)
        return replace(data, train=train, validation=validation, pool=data.pool_sha256)


def _shuffled(split: Split, rng: np.random.Generator) -> Split:
    return replace(split, y=rng.permutation(split.y))
