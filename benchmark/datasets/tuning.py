"""Another data set without its test images: for trials, by which settings are chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.datasets._base import Dataset
from benchmark.datasets._by_group import by_group
from benchmark.datasets._learnable import learnable
from benchmark.datasets._stratify import stratify
from benchmark.plugins import DATASETS

if TYPE_CHECKING:
    from benchmark.data import Data
    from models import Split


@dataclass(frozen=True)
class Tuning(Dataset):
    """The training and validation images of another data set, the latter in place of its test.

    What models choose and stop by is cut off from the training images, as many as are validated
    on within: else those would look best which have seen most of what they are measured on. The
    test images of the data set within are not there at all.

    Args:
        dataset: Spec string of the data set within.
    """

    licence: ClassVar[str] = "that of the data set within"
    citation: ClassVar[str] = "that of the data set within"

    dataset: str = "digits"

    def __post_init__(self) -> None:
        """Spell the data set in one way, or refuse it."""
        object.__setattr__(self, "dataset", learnable(self.dataset))

    def load(self, seed: int) -> Data:
        """Load the data set within and move its splits up.

        Raises:
            ValueError: If there are too few training images to cut from.
        """
        data: Data = DATASETS.make(self.dataset).load(seed)
        share = len(data.validation) / len(data.train)
        if share >= 1:
            raise ValueError(
                f"expected more training than validation images in {self.dataset}, received "
                f"{len(data.train):,} and {len(data.validation):,}"
            )
        train, validation = _cut(data.train, share, seed)
        pool = data.pool_sha256
        return replace(data, train=train, validation=validation, test=data.validation, pool=pool)


def _cut(whole: Split, share: float, seed: int) -> tuple[Split, Split]:
    if whole.groups is None:
        return stratify(whole, share, seed)
    chosen = by_group(whole.y, whole.groups, share, seed)
    return whole.take(np.flatnonzero(~chosen)), whole.take(np.flatnonzero(chosen))
