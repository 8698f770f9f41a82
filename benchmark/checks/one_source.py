"""Classes of which most images are from one source: it is learned instead of the class."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._cameras import cameras
from benchmark.checks._words import first, plural, share, short
from benchmark.finding import Finding
from benchmark.readers._splits import split_named

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.case import Case

_MOST = 0.5  # of a class
_FEWEST = 20  # images of a class, of which so much can be said


class OneSource(Check):
    """More than half of a class from one source, which is at most half as frequent elsewhere.

    Sources are groups, folders, cameras, formats and sizes. A model may learn the patient, the
    camera or the site, and be right for the wrong reason.
    """

    order: ClassVar[int] = 52

    def examine(self, case: Case) -> list[Finding]:
        """Look at one kind of source after another."""
        found = (_finding(case, kind, *each) for kind, each in _sources(case).items())
        return [each for each in found if each is not None]


def _sources(case: Case) -> dict[str, tuple[NDArray[np.int64], NDArray[np.str_]]]:
    """Give by kind places of images and their sources; kinds that are the same for all are not."""
    sources = {} if case.groups is None else {"group": case.groups}
    if case.rows is not None:
        rows = case.rows
        sizes = rows["height"].astype(str) + "x" + rows["width"].astype(str)
        sources["folder"] = _folders(rows)
        sources["format"] = rows["format"].to_numpy(str)
        sources["size"] = sizes.to_numpy(str)
    everywhere = np.arange(len(case.y))
    found = {kind: (everywhere, values) for kind, values in sources.items()}
    if case.pictures is not None:
        found["camera"] = cameras(case.pictures)
    return {kind: each for kind, each in found.items() if (each[1] != each[1][0]).any()}


def _folders(rows: pd.DataFrame) -> NDArray[np.str_]:
    """Give the first folder that names neither the class nor a split, nor holds all images."""
    folders = [path.split("/")[:-1] for path in rows["path"]]
    ends = zip(min(folders), max(folders), strict=False)  # between which all others lie
    above = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    return np.array(
        [
            next((each for each in parts[above:] if each != label and not split_named(each)), "")
            for parts, label in zip(folders, rows["label"], strict=True)
        ]
    )


def _finding(
    case: Case, kind: str, places: NDArray[np.int64], values: NDArray[np.str_]
) -> Finding | None:
    y = case.y[places]
    names, codes, totals = np.unique(values, return_inverse=True, return_counts=True)
    sizes = np.bincount(y, minlength=len(case.classes))
    both, counts = np.unique(y * len(names) + codes, return_counts=True)
    labels, sources = np.divmod(both, len(names))
    own = counts / sizes[labels]
    elsewhere = (totals[sources] - counts) / np.maximum(len(y) - sizes[labels], 1)
    dominates = (own > _MOST) & (own >= 2 * elsewhere) & (sizes[labels] >= _FEWEST)
    if not dominates.any():
        return None
    most = int(np.where(dominates, own - elsewhere, -1).argmax())  # that gives most away
    label, source = labels[most], sources[most]
    classes = len(np.unique(labels[dominates]))
    mostly = "class is" if classes == 1 else "classes are"
    return Finding(
        "warning",
        f"{classes:,} {mostly} for the most part of one {kind}: "
        f"{share(counts[most], sizes[label])} of '{first(case.classes[label])}' "
        f"is of '{first(str(names[source])) or 'none'}', as is "
        f"{short(100 * elsewhere[most])} % of {plural(len(case.classes) - 1, 'other class')}",
        "add images of these classes from elsewhere, or test on sources that training lacks "
        "(--group)",
        case.names(places[(y == label) & (codes == source)]),
        classes,
    )
