"""The test that two models are equal to within a margin."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def equivalence(differences: Sequence[float] | NDArray[np.float64], margin: float) -> float:
    """Compute the p-value that paired models differ by the margin or more.

    Two one-sided t tests on n - 1 degrees of freedom, against a mean of -margin and of +margin;
    the larger p-value counts (Schuirmann 1987). At .05 or below, the 90 % interval of the mean
    lies within the margin: over other seeds the models are equal for the purpose that set it.
    Nothing is resampled. A large p-value of a test of difference does not say this.

    Args:
        differences: Float, (n,): first minus second, one a seed, n at least 2.
        margin: Above 0, in the score's unit, set before looking.

    Returns:
        A p-value in [0, 1]; where the differences have no spread, 0 within the margin, else 1.

    Raises:
        ValueError: If there are fewer than two differences or the margin is not above 0.
    """
    values = np.asarray(differences, dtype=np.float64)
    if values.ndim != 1 or values.size < 2 or not np.isfinite(values).all():  # noqa: PLR2004
        raise ValueError(f"expected two finite differences or more, received {values.tolist()}")
    if not margin > 0:
        raise ValueError(f"expected a margin above 0, received {margin}")
    inside = margin - abs(float(values.mean()))
    se = float(values.std(ddof=1)) / sqrt(values.size)
    if se == 0:
        return float(inside <= 0)
    return float(t.sf(inside / se, values.size - 1))
