"""How many dimensions points really fill, from the distances to their nearest neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TWO = 2


def intrinsic_dimension(x: NDArray[Any], k: int) -> float:
    """Estimate it by maximum likelihood from each point's k nearest neighbours.

    Where points are spread evenly over m dimensions, the logarithms of T_k / T_j, the distances of
    a point's neighbours k and j < k, are exponential with mean 1 / m. The estimate is one over
    their mean: with k = 2 that of TwoNN, with more that of Levina and Bickel, averaged as by
    MacKay and Ghahramani. With few points in many dimensions it is too small, as no two points are
    near enough to one another for their surroundings to be even.

    Args:
        x: Any numbers, (n, features). Points that are equal to another one are left out.
        k: Neighbours, two or more.

    Raises:
        ValueError: If fewer than k + 1 different points are left.

    Papers: Levina, Bickel, "Maximum likelihood estimation of intrinsic dimension", 2004; MacKay,
        Ghahramani, "Comments on ...", 2005; Facco, d'Errico, Rodriguez, Laio, "Estimating the
        intrinsic dimension of datasets by a minimal neighborhood information", 2017 (whose fit
        leaves out the largest tenth of the ratios, which we do not).
    """
    from sklearn.neighbors import NearestNeighbors

    different = np.unique(np.asarray(x, np.float64), axis=0)
    if not _TWO <= k < len(different):
        raise ValueError(f"expected k of 2 to {len(different) - 1}, received {k}")
    found = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(different)
    distances, _ = found.kneighbors()
    ratios = np.log(distances[:, -1:] / distances[:, :-1])
    return float(1 / ratios.mean())
