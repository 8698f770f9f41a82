"""Right and wrong, image by image, of several models on the same seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.results import Results


@dataclass(frozen=True)
class Cells:
    """Scores of models in cells of seed and image, the same cells for all.

    Args:
        right: float64 (n_models, n_cells), 1 where a model got an image right. Where the scores
            of a run are gone, its seed is one cell with the accuracies.
        seeds: int64 (n_cells,).
        images: int64 (n_cells,), the image, or the group that it belongs to.
        n_test: Images in the test split of one seed.
        grouped: Whether images belong to groups; equal images count as one without.
    """

    right: NDArray[np.float64]
    seeds: NDArray[np.int64]
    images: NDArray[np.int64]
    n_test: int
    grouped: bool = False

    @property
    def by_image(self) -> bool:
        """Whether it is known which images were right, and not only how many."""
        return len(self.images) > len(np.unique(self.seeds))

    @property
    def alone(self) -> bool:
        """Whether each cell is an image of one seed that belongs with no other."""
        return len(self.images) == self.n_test == len(np.unique(self.images))

    @property
    def groups(self) -> int:
        """The most groups that the images of one seed belong to; 0 where all stand alone."""
        if not (self.by_image and self.grouped):
            return 0
        of_seeds = (self.images[self.seeds == seed] for seed in np.unique(self.seeds))
        return max(len(np.unique(images)) for images in of_seeds)

    @classmethod
    def of(cls, results: Results, models: Sequence[str], rows: pd.DataFrame) -> Cells:
        """Collect the cells of models.

        Args:
            results: Where the scores lie.
            models: In this order.
            rows: Those that ended well, one for each model and each seed.
        """
        known = rows[["seed", "model", "run", "n_test", "accuracy"]].set_index("model")
        runs = [(seed, each.loc[list(models)]) for seed, each in known.groupby("seed")]
        by_seed = [(seed, _aligned(results, each)) for seed, each in runs]
        if any(images is None for _, (_, images) in by_seed):
            by_seed = [(seed, _accuracies(each, seed)) for seed, each in runs]
        return cls(
            np.concatenate([right for _, (right, _) in by_seed], axis=1),
            np.concatenate([np.full(len(images), seed) for seed, (_, images) in by_seed]),
            np.concatenate([images for _, (_, images) in by_seed]),
            int(rows["n_test"].max()),
            any("groups" in (results.predictions(str(run)) or ()) for run in rows["run"]),
        )


def _aligned(results: Results, runs: pd.DataFrame) -> tuple[NDArray[np.float64], Any]:
    """Read what the models of one seed got right; no images where that cannot be known."""
    kept = [results.hits(str(run)) for run in runs["run"]]
    n_test = runs["n_test"].iloc[0]
    if any(each is None or len(each[0]) != n_test for each in kept):
        return np.empty((len(runs), 0), np.float64), None
    hits = [each for each in kept if each is not None]
    if len(np.unique(hits[0][1])) == 1:  # one group alone cannot be told from the seed
        return np.empty((len(runs), 0), np.float64), None
    return np.stack([right for right, _ in hits]).astype(np.float64), hits[0][1]


def _accuracies(runs: pd.DataFrame, seed: Any) -> tuple[NDArray[np.float64], Any]:
    return runs[["accuracy"]].to_numpy(np.float64), np.array([seed])
