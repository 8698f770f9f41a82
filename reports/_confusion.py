"""Which classes a model takes for which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

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
    total: NDArray[np.int64] | None = None
    names: tuple[str, ...] = ()
    for run in runs:
        kept = results.scores(run)
        if kept is None:
            return None
        classes = kept["scores"].shape[1]
        counts = np.zeros((classes, classes), np.int64)
        np.add.at(counts, (kept["y"], kept["scores"].argmax(axis=1)), 1)
        total = counts if total is None else total + counts
        names = tuple(map(str, kept.get("classes", range(classes))))
    return None if total is None else Confusion(total, names)
