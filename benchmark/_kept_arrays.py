"""Named arrays from a file that may be gone or damaged."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def kept_arrays(
    path: Path, needed: tuple[str, ...], more: tuple[str, ...] = ()
) -> dict[str, NDArray[Any]] | None:
    """Read arrays of an `.npz` file, and no others, which would take time.

    Args:
        path: The file.
        needed: Names that must be in it.
        more: Names of arrays that are given where they are there.

    Returns:
        None where the file or a needed array is gone or damaged.
    """
    import numpy as np

    try:
        # NumPy leaves a damaged file open that it has opened itself.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return {
                name: kept[name] for name in (*needed, *(each for each in more if each in kept))
            }
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None
