"""The scores that a run left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark._kept_arrays import kept_arrays

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def kept_scores(path: Path) -> dict[str, NDArray[Any]] | None:
    """Give what a run left of its test split.

    Args:
        path: A run's `scores.npz`.

    Returns:
        `scores`, float32 (n, n_classes); `y`, int64 (n,); `unit`, int64 (n,): the same number for
        images that belong together, in all runs; `classes`, str (n_classes,), if it was noted.
        None where the file is gone or damaged.
    """
    return kept_arrays(path, ("scores", "y", "unit"), ("classes",))
