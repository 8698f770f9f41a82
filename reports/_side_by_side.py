"""What two models or more say of the same test images."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from benchmark.results import Results


class SideBySide(NamedTuple):
    """The test images of one seed.

    Args:
        runs: A run's id for each model.
        predicted: int64 (n_models, n).
        y: True labels, int64 (n,).
        classes: Names, in order.
    """

    runs: tuple[str, ...]
    predicted: NDArray[np.int64]
    y: NDArray[np.int64]
    classes: tuple[str, ...]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Tell which model got which image right, (n_models, n)."""
        right: NDArray[np.bool_] = self.predicted == self.y
        return right


def side_by_side(results: Results, runs: Sequence[Sequence[str]]) -> Iterator[SideBySide]:
    """Give seed after seed; those of which a run's predictions are gone are left out.

    Args:
        results: A results folder.
        runs: Ids: for each model those of the same seeds, in the same order.
    """
    for of_seed in zip(*runs, strict=True):
        kept = [each for run in of_seed if (each := results.predictions(run)) is not None]
        if len(kept) < len(of_seed):
            continue
        first = kept[0]
        if all(np.array_equal(each["y"], first["y"]) for each in kept):
            predicted = np.stack([each["predicted"].astype(np.int64) for each in kept])
            yield SideBySide(of_seed, predicted, first["y"], tuple(first["classes"].tolist()))
