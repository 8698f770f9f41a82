"""The difference of two models' scores, given how seeds and images cross."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr, stdtrit

from reports.statistics.difference import Difference

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reports.statistics._crossing import Crossing

_RELATIVE_ROUNDING = 1e-12
_FEWEST_FOR_KURTOSIS = 3


def compare(
    difference: NDArray[np.float64], crossing: Crossing, confidence: float = 0.95
) -> Difference:
    """Do what `paired_bootstrap` says, to differences, float (m,), whose crossing is known."""
    if np.shape(difference) != crossing.cell.shape or not np.isfinite(difference).all():
        wanted = f"{crossing.cell.size} finite differences, one a seed and image"
        raise ValueError(f"expected {wanted}, received {np.shape(difference)}, or nan among them")
    means, cells = crossing.means(difference)
    deviations = crossing.spread(cells)
    estimate = float(means.mean())
    rounding = (_RELATIVE_ROUNDING * float(np.abs(difference).max())) ** 2
    variance, df = _variance(means, deviations, crossing.inflation)
    of_cells = float(cells @ cells) / len(means) ** 2
    if float(means.var()) <= rounding and variance < of_cells + rounding:
        # All seeds have one mean, by chance or as nothing in them is random: images still vary.
        of_images = float((deviations.mean(axis=0) ** 2).sum())
        variance, df = max(of_cells, of_images), len(means) - 1.0
    se = sqrt(variance) if variance > rounding else 0.0
    half = -se * float(stdtrit(df, (1 - confidence) / 2))
    p = 2 * float(stdtr(df, -abs(estimate) / se)) if se > 0 else _p_of_signs(estimate, len(means))
    low, high = estimate - half, estimate + half
    return Difference(estimate, se, df, low, high, p, *crossing.shape)


def _variance(
    means: NDArray[np.float64], deviations: NDArray[np.float64], inflation: NDArray[np.float64]
) -> tuple[float, float]:
    n_seeds = len(means)
    of_seeds = float(means.var(ddof=1)) / n_seeds
    covariances = float(np.vdot(deviations @ deviations.T, inflation))  # that is 0 on the diagonal
    of_images = max(0.0, covariances / (n_seeds * (n_seeds - 1)))
    variance = of_seeds + of_images
    if variance == 0:
        return 0.0, n_seeds - 1.0
    spread = of_seeds**2 / (n_seeds - 1) + of_images**2 / _image_df(deviations)
    return variance, max(1.0, variance**2 / spread)


def _image_df(deviations: NDArray[np.float64]) -> float:
    # A variance has 2 / (its own relative variance) degrees of freedom: G - 1 where images add
    # normal amounts, far fewer where a few of them add it all. By their excess kurtosis, unbiased.
    squares = deviations.mean(axis=0) ** 2
    n = int(squares.size)
    total, most = float(squares.sum()), max(1.0, n - 1.0)
    if total == 0 or n <= _FEWEST_FOR_KURTOSIS:
        return most
    biased = n * float(np.sum(squares**2)) / total**2 - 3
    excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * biased + 6)
    return max(1.0, 2 / (2 / most + max(0.0, excess) / n))


def _p_of_signs(estimate: float, n_seeds: int) -> float:
    # Where nothing varies, only the signs speak, which agree by chance once in 2^(n - 1).
    return 1.0 if estimate == 0 else 0.5 ** (n_seeds - 1)
