"""Labels that can be told from the files alone: their sizes, formats, times."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.checks._base import Check
from benchmark.checks._content import content
from benchmark.checks._guess import guess
from benchmark.checks._words import share
from benchmark.finding import Finding
from benchmark.trees.directory import Directory

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.case import Case
    from models import Labels

_MOST = 5000  # images that are looked at
_FEWEST = 5  # images of a class, one for each fold
_LEVEL, _LEVEL_OF_BYTES = 0.001, 0.01
_WORTH = 0.05  # more than the floor: less than that tempts no model
_FEWER = 0.15  # errors: another look at what a picture holds, as another PNG writer's, saves 9 %
_DAY = 86_400 * 10**9  # ns


class FileFacts(Check):
    """A model that sees no pixel must not beat the floor; if it does, collecting left its mark.

    A random forest guesses the labels from height, width, channels, format and the day of the last
    change, cross-validated in five folds, groups whole, on 5,000 images at the most. What it has
    right is tested against always naming the most frequent class (one-sided exact binomial test at
    0.1 %, and 5 points at the least). Bytes are another matter, as busy pictures take more of them
    whoever saved them: they are told only where they save 15 % of the errors that are made by the
    pictures' own compressibility, brightness and contrast (exact McNemar test, one-sided, 1 %).
    """

    order: ClassVar[int] = 51

    def examine(self, case: Case) -> list[Finding]:
        """Test what the files' facts tell, then their bytes."""
        sample = _sample(case)
        if case.rows is None or sample is None:
            return []
        y = case.y[sample]
        rows = case.rows.iloc[sample]
        groups = None if case.groups is None else case.groups[sample]
        if groups is not None and len(np.unique(groups)) <= 1:
            return []
        return [*_facts(_columns(rows, case), y, groups), *_bytes(case, sample, groups)]


def _sample(case: Case) -> NDArray[np.int64] | None:
    """Choose images at random, of classes that are in every fold; None if there are no two."""
    order = np.sort(np.random.default_rng(0).permutation(len(case.y))[:_MOST])
    counts = np.bincount(case.y[order], minlength=len(case.classes))
    chosen = order[counts[case.y[order]] >= _FEWEST]
    return chosen if len(np.unique(case.y[chosen])) > 1 else None


def _columns(rows: pd.DataFrame, case: Case) -> dict[str, NDArray[np.float64]]:
    """Give what may tell something, by what it is called; what is the same for all cannot."""
    columns = {name: rows[name].to_numpy(np.float64) for name in ("height", "width", "channels")}
    _, kinds = np.unique(rows["format"].to_numpy(str), return_inverse=True)
    columns["format"] = kinds.astype(np.float64)
    changed = rows["changed"].to_numpy(np.int64)
    # Elsewhere it is no time; and of files that were written within a day, only their order.
    if case.pictures is not None and isinstance(case.pictures.collection.tree, Directory):
        days = changed // _DAY
        if np.ptp(changed) > _DAY:
            columns["day of the last change"] = days.astype(np.float64)
    return {name: values for name, values in columns.items() if np.ptp(values) > 0}


def _facts(
    columns: dict[str, NDArray[np.float64]], y: Labels, groups: NDArray[np.str_] | None
) -> list[Finding]:
    from scipy.stats import binomtest

    if not columns:
        return []
    floor = np.bincount(y).max() / len(y)
    hits = int(guess(np.stack(list(columns.values()), axis=1), y, groups).sum())
    p = binomtest(hits, len(y), floor, alternative="greater").pvalue
    if p > _LEVEL or hits / len(y) - floor < _WORTH:
        return []
    alone = {name: guess(each[:, None], y, groups).mean() for name, each in columns.items()}
    best = max(alone, key=lambda name: alone[name])
    return [
        Finding(
            "warning",
            f"without a look at any pixel, from {', '.join(columns)}, {share(hits, len(y))} of "
            f"{len(y):,} labels are guessed right, where the floor is {100 * floor:.1f} % "
            f"(p under {_LEVEL:g}); most tells the {best}: {100 * alone[best]:.1f} %",
            "prepare the images of all classes in one way, or take them from the same sources",
            count=len(y),
        )
    ]


def _bytes(case: Case, sample: NDArray[np.int64], groups: NDArray[np.str_] | None) -> list[Finding]:
    from scipy.stats import binomtest

    if case.rows is None or (case.rows["bytes"] <= 0).any() or _in_one_file(case):
        return []
    y = case.y[sample]
    seen = content(case.x, sample)
    rows = case.rows.iloc[sample]
    pixels = (rows["height"] * rows["width"]).to_numpy(np.float64)
    sizes = np.log(rows["bytes"].to_numpy(np.float64))
    added = np.stack([sizes, sizes - np.log(pixels), *(sizes - seen[:, n] for n in (0, 1))], axis=1)
    without = guess(seen, y, groups)
    within = guess(np.concatenate([seen, added], axis=1), y, groups)
    won, lost = int((within & ~without).sum()), int((without & ~within).sum())
    p = binomtest(won, won + lost, 0.5, alternative="greater").pvalue if won > lost else 1.0
    if p > _LEVEL_OF_BYTES or won - lost < _FEWER * (~without).sum():
        return []
    return [
        Finding(
            "warning",
            f"the files' bytes tell labels that the pictures' compressibility does not: with them "
            f"{share(int(within.sum()), len(y))} of {len(y):,} are guessed right, without "
            f"{share(int(without.sum()), len(y))} (p under {_LEVEL_OF_BYTES:g})",
            "save the images of all classes in one way: format, quality, resolution",
            count=len(y),
        )
    ]


def _in_one_file(case: Case) -> bool:
    """Tell images that are rows of an array: they have no bytes of their own."""
    return case.rows is not None and bool((case.rows["bytes"] == case.rows["bytes"].iloc[0]).all())
