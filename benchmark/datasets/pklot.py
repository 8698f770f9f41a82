"""PKLot: 695,899 parking spaces, free or occupied, seen by three cameras over many days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from benchmark.absent_error import AbsentError
from benchmark.datasets._files import Files
from benchmark.datasets._home import home
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
    from models import Labels

_LOTS = ("PUC", "UFPR04", "UFPR05")
_PATH = (
    r"(?P<lot>PUC|UFPR04|UFPR05)(?:PR)?/(?:Sunny|Cloudy|Rainy)/(?P<day>\d{4}-\d\d-\d\d)/"
    r"(?P<label>Empty|Occupied)/[^/]+\.jpg"
)
_SHARES = Shares(test=0.5, validation=0.1)


@dataclass(frozen=True)
class PKLot(Files):
    """Whole days are on one side, or whole cameras; never images at random.

    A car stays where it is from one picture to the next, five minutes later, so that a random
    split tests on what was learned from. With `test` the same camera as `train`, half of its days
    are for testing, the seed decides which, and a tenth of the images, also whole days, are for
    validation. With another camera, all of that is for testing, and a tenth of the days of the
    first for validation. The cameras are three, the lots two: UFPR04 and UFPR05 see the same one.

    A group is a day of a lot: what is alike in its images is the cars, the light and the weather.
    A space is not a group, as it is on both sides whenever days are split; what stays of it, the
    ground and the angle, a camera in use would know as well. Days on which both cameras of UFPR
    took pictures are left out of training where one is tested on the other.

    Args:
        train: "PUC", "UFPR04", "UFPR05": the camera to learn from.
        test: The camera to test on.
        path: Of the folder `PKLotSegmented`, one above, or PKLot.tar.gz, which is read in place
            but slowly; empty for `datasets/pklot` in the cache.
    """

    licence: ClassVar[str] = "CC BY 4.0"
    citation: ClassVar[str] = (
        "P. R. L. de Almeida, L. S. Oliveira, A. S. Britto Jr., E. J. Silva Jr., A. L. Koerich, "
        "PKLot: A robust dataset for parking lot classification, Expert Systems with "
        "Applications 42(11), 4937-4949, 2015"
    )
    source: ClassVar[str] = (
        "PKLot.tar.gz (4.6 GB) is at web.inf.ufpr.br/vri/databases/parking-lot-database; unpack "
        "it to PKLotSegmented/PUC/Sunny/2012-09-11/Occupied/*.jpg"
    )
    published: ClassVar[Mapping[str, int]] = {"Empty": 337_780, "Occupied": 358_119}

    train: str = "PUC"
    test: str = "PUC"
    path: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        super().__post_init__()
        for lot in (self.train, self.test):
            if lot not in _LOTS:
                raise UsageError.unknown("camera of pklot", lot, _LOTS)

    def collection(self) -> Collection:
        """List the images of the two cameras."""
        tree = open_tree(home("pklot", self.path, self.source))
        found = named(tree, _PATH, "PUC/Sunny/2012-09-11/Occupied/2012-09-11_15_16_58#001.jpg")
        found = [each for each in found if each["lot"] in (self.train, self.test)]
        if missing := {self.train, self.test} - {each["lot"] for each in found}:
            raise AbsentError(f"expected images of {min(missing)} in {tree.path}")
        across = self.train != self.test
        tested = {_group(each) for each in found if across and each["lot"] == self.test}
        return listed(tree, [item for each in found if (item := self._item(each, tested))])

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Draw whole days."""
        return split_by(y, splits, groups, seed, _SHARES)

    def _item(self, match: re.Match[str], tested: set[str]) -> Item | None:
        """Give an item; None for what would be learned on a day that is tested."""
        group, split = _group(match), ""
        if self.train != self.test:
            split = "test" if match["lot"] == self.test else "train"
            if split == "train" and group in tested:
                return None
        return Item(match[0], match["label"], split, group)


def _group(match: re.Match[str]) -> str:
    site = "PUC" if match["lot"] == "PUC" else "UFPR"
    return f"{site} {match['day']}"
