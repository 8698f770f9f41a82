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

    With S seeds and G images (or groups of images): `place`, int (m,), is each score's place in
    the flat (S, G) table; `sizes`, float (S, 1), counts each seed's scores; `shares`, float
    (S, G), is the part of a seed's scores that an image holds; `inflation`, float (S, S), is by
    how much the covariance of two seeds is too small when each is centred at its own mean:
    G / (G - 1) where all share one set, 0 for two which share nothing and on the diagonal.
    """

    place: NDArray[np.int64]
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
        place = seed * shape[1] + image
        counts = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape)
        sizes = counts.sum(axis=1, keepdims=True).astype(np.float64)
        return cls(place, sizes, counts / sizes, _inflation(counts / sizes))

    def by_seed_and_image(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum scores, float (m,), within each seed and image: float (S, G)."""
        totals = np.bincount(self.place, scores, self.shares.size)
        return totals.astype(np.float64, copy=False).reshape(self.shares.shape)


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
