"""Choose the test that two sides' accuracies allow, and apply it."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from reports._contrast import Contrast, least_error
from reports.statistics.paired_bootstrap import paired_bootstrap

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.results import Results
    from reports._pair import Pair

    _Cells: TypeAlias = tuple[NDArray[np.float64], NDArray[Any], NDArray[Any]]

_FEWEST_SEEDS = 2
_ROUNDING = 1e-12
_CLUSTERED = (
    "Student's t with the two-way clustered variance of the paired hierarchical bootstrap"
    " over {} shared seeds and their test images"
)


def contrast_of(pair: Pair, old: Results, new: Results) -> Contrast:
    """Test whether mean accuracies differ: paired where two seeds or more have the same splits.

    Paired over seeds and test images where the scores of both sides are there, else over seeds.
    Where not, Welch's t (1947) over the seeds: it speaks of other seeds, of the same images.

    Args:
        pair: Rows that ended well and may be compared; two seeds or more a side.
        old: Where the scores of the old runs lie.
        new: Where those of the new ones lie.
    """
    splits = [
        rows.dropna(subset="data_sha256").drop_duplicates("seed") for rows in (pair.old, pair.new)
    ]
    both = splits[0].merge(splits[1], on=["seed", "data_sha256"], suffixes=("_old", "_new"))
    if len(both) < _FEWEST_SEEDS:
        return _welch(pair)
    cells = _cells(both, old, new)
    return _over_seeds(both) if cells is None else _over_images(both, cells)


def _over_images(both: pd.DataFrame, cells: _Cells) -> Contrast:
    found = paired_bootstrap(*cells)
    return _paired(both, found.estimate, found.se, found.df, _CLUSTERED.format(len(both)))


def _over_seeds(both: pd.DataFrame) -> Contrast:
    differences = (both["accuracy_new"] - both["accuracy_old"]).to_numpy(np.float64)
    seeds = both["seed"].to_numpy()
    found = paired_bootstrap(differences, seeds, seeds)
    # Equal differences: at least that share of the images is right on one side alone.
    cells = len(both) * int(both["n_test_old"].iloc[0])
    se = found.se or least_error(abs(found.estimate), cells)
    test = f"paired Student's t over {len(both)} shared seeds, without the scores of images"
    return _paired(both, found.estimate, se, found.df, test)


def _paired(both: pd.DataFrame, estimate: float, se: float, df: float, test: str) -> Contrast:
    means = float(both["accuracy_old"].mean()), float(both["accuracy_new"].mean())
    return Contrast(*means, estimate, se, df, test, len(both), len(both))


def _welch(pair: Pair) -> Contrast:
    sides = [rows["accuracy"].to_numpy(np.float64) for rows in (pair.old, pair.new)]
    old, new = (float(side.mean()) for side in sides)
    n_old, n_new = map(len, sides)
    variances = np.array([side.var(ddof=1) / side.size for side in sides])
    spread = float(np.sqrt(variances.sum()))
    if spread > _ROUNDING:
        df = float(variances.sum() ** 2 / np.sum(variances**2 / np.array([n_old - 1, n_new - 1])))
    else:
        images = int(pair.old["n_test"].iloc[0])
        spread = hypot(least_error(old, n_old * images), least_error(new, n_new * images))
        spread, df = (spread if abs(new - old) > _ROUNDING else 0.0), n_old + n_new - 2.0
    estimate = new - old if spread > 0 or abs(new - old) > _ROUNDING else 0.0
    return Contrast(old, new, estimate, spread, df, "Welch's t over seeds", n_old, n_new)


def _cells(both: pd.DataFrame, old: Results, new: Results) -> _Cells | None:
    """Collect differences, seeds and images, a cell a test image; None where scores are gone."""
    differences, seeds, images = [], [], []
    for row in both.to_dict("records"):
        before, now = old.hits(str(row["run_old"])), new.hits(str(row["run_new"]))
        if before is None or now is None or not _aligned(before[1], now[1], row["n_test_old"]):
            return None
        differences.append(now[0].astype(np.float64) - before[0])
        seeds.append(np.full(len(now[1]), row["seed"]))
        images.append(now[1])
    return np.concatenate(differences), np.concatenate(seeds), np.concatenate(images)


def _aligned(before: NDArray[Any], now: NDArray[Any], n_test: Any) -> bool:
    several = np.unique(now).size > 1  # one group alone cannot be told from the seed
    return len(now) == n_test and np.array_equal(before, now) and several
