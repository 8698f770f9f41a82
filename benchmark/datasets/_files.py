"""The adapter from files on disk to the contract of data sets."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._labelled import labelled
from benchmark.datasets._split_by import Places, split_by
from benchmark.fingerprint import fingerprint
from benchmark.frame_of import channels_of, rule_of, size_of
from benchmark.pictures import Pictures, pictures
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError
from models import Split

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from models import Labels

_IN_MEMORY = 2**30  # bytes of all images up to which they are held as arrays


@dataclass(frozen=True)
class Files(Dataset):
    """Images that lie in files; a subclass says which, and by which protocol they are split.

    All are decoded once, brought to one size and kept in the cache, whence all processes read
    them. Where they take more than 1 GiB they are read as they are needed.

    Args:
        size: As "64", or "48x64" for 48 pixels high and 64 wide; "auto" takes the images' own
            size where all agree and have no more pixels than 256x256, else a square of the median
            of their shorter sides, up to 128.
        resize: What becomes of images of another shape: "crop" takes the largest part from the
            middle, "pad" the whole on black, "stretch" scales both sides on their own.
        channels: "grey", "rgb", or "auto": grey where all are.
        most_damaged: Share of files that may be damaged; they are left out.

    Attributes:
        source: Where the files can be had and how they are to lie, for those who have none;
            empty where they are the user's own.
        published: How many files of images lie under a folder of each name, as the publisher
            counts them, whatever the settings; under "" all. A download that has others is used.
        says_where: Whether its settings say where the files lie; of others they lie below
            `datasets` in the Keras cache, in a folder of the data set's name.
    """

    source: ClassVar[str] = ""
    published: ClassVar[Mapping[str, int]] = {}
    says_where: ClassVar[bool] = False

    size: str = "auto"
    resize: str = "crop"
    channels: str = "auto"
    most_damaged: float = 0.01

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        size_of(self.size)
        rule_of(self.resize)
        channels_of(self.channels)
        if not 0 <= self.most_damaged < 1:
            raise UsageError(
                f"expected most_damaged of 0 or more and below 1, received {self.most_damaged:g}"
            )

    @abstractmethod
    def collection(self) -> Collection:
        """List the files with what they show."""

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Say which images are in which split: as the source says, the rest by the seed."""
        return split_by(y, splits, groups, seed)

    def pictures(self, told: Told = nobody) -> Pictures:
        """Decode all images, if nobody has done so before.

        Raises:
            UsageError: If too many files are damaged.
        """
        found = pictures(self.collection(), self.size, self.resize, self.channels, told)
        self._check_damage(found.table)
        return found

    def load(self, seed: int) -> Data:
        """Read the images and split them."""
        found = self.pictures()
        y, classes, splits, groups = labelled(found)
        places = self.places(y, splits, groups, seed)
        x = found.x if found.x.nbytes > _IN_MEMORY else found.x[:]
        whole = Split(x, y, groups)  # type: ignore[arg-type]
        train, validation, test = (whole.take(each) for each in places)
        _check_classes(train, test, classes)
        return Data(train, validation, test, classes, pool=fingerprint(found))

    def _check_damage(self, table: pd.DataFrame) -> None:
        damaged = table[table["damage"] != ""]
        if len(damaged) > self.most_damaged * len(table):
            first = damaged.iloc[0]
            raise UsageError(
                f"{len(damaged):,} of {len(table):,} files cannot be used, expected "
                f"{100 * self.most_damaged:g} % at the most; the first is {first['path']}: "
                f"{first['damage']} ({first['message']}); --most-damaged allows more"
            )


def _check_classes(train: Split, test: Split, classes: tuple[str, ...]) -> None:
    missing = sorted(set(test.y.tolist()) - set(train.y.tolist()))
    if missing:
        raise UsageError(
            f"expected every class of the test split in the training split, which has no "
            f"{classes[missing[0]]!r}"
        )
