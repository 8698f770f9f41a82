"""Look at a data set as runs would use it, for checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from benchmark.case import Case
from benchmark.datasets._files import Files
from benchmark.datasets._labelled import labelled
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.datasets._base import Dataset
    from models import Labels

_SEEDS = 6  # as many as suites have
_ANY = 1 - 1e-9  # share of files that may be damaged here: all but all
_SPLITS = ("train", "validation", "test")


def case_of(dataset: Dataset, told: Told = nobody) -> Case:
    """Read a data set and split it.

    Args:
        dataset: If it lies in files, any number of them may be damaged, but all.
        told: Who wants to know how far it is.

    Raises:
        UsageError: If it cannot be read or split at all.
    """
    return _of_files(dataset, told) if isinstance(dataset, Files) else _of_data(dataset)


def _of_files(dataset: Files, told: Told) -> Case:
    found = replace(dataset, most_damaged=_ANY).pictures(told)
    y, classes, said, groups = labelled(found)
    splits = np.stack([_split(dataset, y, said, groups, seed) for seed in range(_SEEDS)])
    drawn = bool(((splits == "test") != (splits[0] == "test")).any())
    return Case(
        found.x,  # type: ignore[arg-type]
        y,
        classes,
        splits if drawn else splits[:1],
        drawn,
        groups,
        found,
        dataset.most_damaged,
    )


def _split(
    dataset: Files, y: Labels, said: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
) -> NDArray[np.str_]:
    """Name the split of each image, (n,); "" for none."""
    try:
        found = dataset.places(y, said, groups, seed)
    except UsageError:
        if groups is None or not said.astype(bool).any():
            raise
        found = dataset.places(y, said, None, seed)  # the source parts groups, as a check will say
    split = np.zeros(len(y), f"<U{max(map(len, _SPLITS))}")
    for name, places in zip(_SPLITS, found, strict=True):
        split[places] = name
    return split


def _of_data(dataset: Dataset) -> Case:
    data, other = dataset.load(0), dataset.load(1)
    parts = (data.train, data.validation, data.test)
    groups = [np.asarray(each.groups).astype(str) for each in parts if each.groups is not None]
    grouped = len(groups) == len(parts)
    return Case(
        np.concatenate([each.x for each in parts]),
        np.concatenate([each.y for each in parts]),
        data.classes,
        np.repeat(np.array(_SPLITS), [len(each) for each in parts])[None],
        not np.array_equal(data.test_ids, other.test_ids),
        np.concatenate(groups) if grouped else None,
    )
