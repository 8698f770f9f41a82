"""Two arrays that a run has left, one a row of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark._kept_arrays import kept_arrays

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def kept_pair(
    path: Path, names: tuple[str, str], dimensions: int
) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """Read an array and a number for each of its rows; None if they are gone or damaged.

    Args:
        path: An `.npz` file.
        names: Of both in it.
        dimensions: That the first has.
    """
    kept = kept_arrays(path, names)
    if kept is None:
        return None
    rows, numbers = (kept[name] for name in names)
    well = rows.ndim == dimensions and rows.shape[:1] == numbers.shape
    return (rows, numbers) if well else None
