"""How seeds and test images cross."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST_SEEDS = 2


@dataclass(frozen=True)
class Crossing:
    """Which seed was scored on which image: all that does not depend on the scores.

    There are S seeds, G images (or groups of images) and N cells: pairs of them that occur.
    `cell`, int (m,), is the cell of each score; `seed`, int (N,), is that of each cell; `place`,
    int (N,), is its place in the flat (S, G) table, of which `shape` is the shape; `sizes`, float
    (S,), counts each seed's scores; `shares`, float (N,), is the part of its seed's scores that a
    cell holds; `inflation`, float (S, S), is by how much the covariance of two seeds is too small
    when each is centred at its own mean: G / (G - 1) where all share one set, 0 for two which
    share nothing and on the diagonal.
    """

    cell: NDArray[np.int64]
    seed: NDArray[np.int64]
    place: NDArray[np.int64]
    shape: tuple[int, int]
    sizes: NDArray[np.float64]
    shares: NDArray[np.float64]
    inflation: NDArray[np.float64]

    @classmethod
    def of(cls, seeds: NDArray[Any], images: NDArray[Any]) -> Crossing:
        """Cross the seed and the image (or group) of each score, both of shape (m,).

        Raises:
            ValueError: If the shapes differ, there are fewer than two seeds, or seeds share
                images and one of them has no second image.
        """
        if np.ndim(seeds) != 1 or np.shape(seeds) != np.shape(images):
            shapes = f"{np.shape(seeds)} and {np.shape(images)}"
            raise ValueError(f"expected seeds and images of one shape (m,), received {shapes}")
        seed_names, seed = np.unique(seeds, return_inverse=True)
        image_names, image = np.unique(images, return_inverse=True)
        shape = (len(seed_names), len(image_names))
        if shape[0] < _FEWEST_SEEDS:
            raise ValueError(
                f"expected at least two seeds, received {shape[0]}: one seed ranks nothing; "
                "mcnemar compares two trained models"
            )
        counts = np.bincount(seed * shape[1] + image, minlength=shape[0] * shape[1])
        place = np.flatnonzero(counts)
        cell = np.searchsorted(place, seed * shape[1] + image)
        of_seed = counts.reshape(shape).sum(axis=1).astype(np.float64)
        shares = counts.reshape(shape) / of_seed[:, None]
        seed = place // shape[1]
        return cls(cell, seed, place, shape, of_seed, shares.flat[place], _inflation(shares))

    def means(self, scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Average scores, float (m,), within each seed.

        Returns:
            The means, float (S,), and what each cell adds to its seed's mean, float (N,): 0 over
            a seed.
        """
        totals = np.bincount(self.cell, scores, self.place.size)
        means = np.bincount(self.seed, totals, self.shape[0]) / self.sizes
        return means, totals / self.sizes[self.seed] - self.shares * means[self.seed]

    def spread(self, cells: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give numbers of cells, float (N,), their places among seeds and images, (S, G)."""
        table = np.zeros(self.shape)
        table.flat[self.place] = cells
        return table


def _inflation(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    # Of images with one variance v, two seeds' means have the covariance v * together. From
    # deviations from the seeds' own means, only v * kept of it is seen.
    together = shares @ shares.T
    own = shares**2 @ shares.T
    kept = together - own - own.T + together**2
    np.fill_diagonal(together, 0)
    shared = together > 0
    if (kept[shared] <= 1e-9 * together[shared]).any():
        raise ValueError("expected at least two images in each seed that shares one, received one")
    inflation = np.zeros_like(kept)
    inflation[shared] = together[shared] / kept[shared]
    return inflation
