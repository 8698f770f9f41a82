"""BreaKHis: 7,909 pictures of breast tumours of 82 patients, at four magnifications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.absent_error import AbsentError
from benchmark.datasets._draw_groups import draw_groups
from benchmark.datasets._files import Files
from benchmark.datasets._home import home
from benchmark.datasets._listed import listed
from benchmark.datasets._named import named
from benchmark.datasets._split_by import Places
from benchmark.item import Item
from benchmark.open_tree import open_tree
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from models import Labels

_MAGNIFICATIONS = ("40", "100", "200", "400", "all")
_TASKS = {"malignancy": "tumour", "type": "type"}
_PATH = (
    r"(?P<tumour>benign|malignant)/SOB/(?P<type>[a-z_]+)/[^/]+/(?P<magnification>\d+)X/"
    r"SOB_[BM]_[A-Z]+-(?P<patient>\d+-\d+)[A-Z]*-\d+-\d+\.png"
)
_TEST, _VALIDATION = 0.3, 0.1  # shares of all patients


@dataclass(frozen=True)
class BreakHis(Files):
    """Three tenths of the patients for testing, one tenth for validation, drawn by the seed.

    No patient is on two sides: pictures of one tumour are so alike that a random split tests on
    what was learned from. The paper draws its five folds so, 70 % to 30 %, and has no split for
    validation; its lists are not read here. It also scores by patient; here images count, and
    patients are the groups by which intervals are made.

    A patient is the number in a file's name, as 14-22549 in SOB_B_A-14-22549AB-40-001.png. The
    letters behind it are left out: 22549AB, 22549CD and 22549G seem to be parts of one case, which
    the source counts as three of its 82 patients. One number stands with two types of carcinoma.

    Args:
        magnification: "40", "100", "200", "400", or "all" together.
        task: "malignancy", benign or malignant; or "type", the eight types of tumour, some of
            them of a few patients, so that one may be missing in validation.
        path: Of the folder `BreaKHis_v1`, one above, or its tar.gz archive, which is read in place
            but slowly; empty for `datasets/breakhis` in the cache.
    """

    licence: ClassVar[str] = "its publisher's, for research; see where it is downloaded"
    citation: ClassVar[str] = (
        "F. A. Spanhol, L. S. Oliveira, C. Petitjean, L. Heutte, A Dataset for Breast Cancer "
        "Histopathological Image Classification, IEEE Transactions on Biomedical Engineering "
        "63(7), 1455-1462, 2016"
    )
    source: ClassVar[str] = (
        "BreaKHis_v1.tar.gz (4 GB) is at web.inf.ufpr.br/vri/databases/"
        "breast-cancer-histopathological-database-breakhis; unpack it"
    )
    published: ClassVar[Mapping[str, int]] = {
        "benign": 2_480,
        "malignant": 5_429,
        "40X": 1_995,
        "100X": 2_081,
        "200X": 2_013,
        "400X": 1_820,
    }

    magnification: str = "40"
    task: str = "malignancy"
    path: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        super().__post_init__()
        if self.magnification not in _MAGNIFICATIONS:
            raise UsageError.unknown("magnification", self.magnification, _MAGNIFICATIONS)
        if self.task not in _TASKS:
            raise UsageError.unknown("task of breakhis", self.task, _TASKS)

    def collection(self) -> Collection:
        """List the pictures of the magnification."""
        tree = open_tree(home("breakhis", self.path, self.source))
        label = _TASKS[self.task]
        found = named(tree, _PATH, _EXAMPLE)
        items = [
            Item(each[0], each[label], group=each["patient"])
            for each in found
            if self.magnification in ("all", each["magnification"])
        ]
        if not items:
            raise AbsentError(f"expected pictures in {self.magnification}X in {tree.path}")
        return listed(tree, items)

    def places(
        self, y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
    ) -> Places:
        """Draw patients, of each class its share."""
        del splits
        patients = np.asarray(groups)
        tested = draw_groups(y, patients, _TEST, seed)
        rest, test = np.flatnonzero(~tested), np.flatnonzero(tested)
        chosen = draw_groups(y[rest], patients[rest], _VALIDATION / (1 - _TEST), seed)
        return Places(rest[~chosen], rest[chosen], test)


_EXAMPLE = "benign/SOB/adenosis/SOB_B_A_14-22549AB/40X/SOB_B_A-14-22549AB-40-001.png"
