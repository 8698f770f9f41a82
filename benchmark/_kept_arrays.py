"""Named arrays from a file that may be gone or damaged."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

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
        They cannot be written to. None where the file or a needed array is gone or damaged.
    """
    from benchmark._array_of import array_of

    try:
        with ZipFile(path) as kept:
            there = [each for each in more if f"{each}.npy" in kept.NameToInfo]
            return {name: array_of(kept.read(f"{name}.npy")) for name in (*needed, *there)}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None
