"""Which classes a model takes for which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmark.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from benchmark.results import Results


class Confusion(NamedTuple):
    """Test images of several runs of a model, counted.

    Args:
        counts: int64 (classes, classes): of each class, a row, how many were taken for which.
        classes: Names, in order.
    """

    counts: NDArray[np.int64]
    classes: tuple[str, ...]

    @property
    def frequent(self) -> list[tuple[int, int]]:
        """Give the pairs of classes, true and taken, that were confused, most frequent first."""
        counts = self.counts.copy()
        np.fill_diagonal(counts, 0)
        order = np.argsort(-counts, axis=None, kind="stable")[: np.count_nonzero(counts)]
        true, taken = np.unravel_index(order, counts.shape)
        return list(zip(true.tolist(), taken.tolist(), strict=True))

    @property
    def recall(self) -> NDArray[np.float64]:
        """Give of each class the share that was right; nan of one without images."""
        images = self.counts.sum(axis=1)
        share: NDArray[np.float64] = np.full(len(images), np.nan)
        np.divide(self.counts.diagonal(), images, out=share, where=images > 0)
        return share


def confusion_of(results: Results, runs: Iterable[str]) -> Confusion | None:
    """Count over runs; None where the scores of one are gone.

    Args:
        results: Where the scores lie.
        runs: Ids, of one model on one data set.
    """
    found = [results.predictions(run) for run in runs]
    kept = [each for each in found if each is not None]
    if not kept or len(kept) < len(found):
        return None
    names = tuple(printable(str(each)) for each in kept[0]["classes"])
    y, predicted = (np.concatenate([each[name] for each in kept]) for name in ("y", "predicted"))
    counts = np.bincount(y * len(names) + predicted, minlength=len(names) ** 2)
    return Confusion(counts.reshape(len(names), len(names)), names)
