"""The scores that a run left behind."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def kept_scores(file: Path) -> dict[str, NDArray[Any]] | None:
    """Give what a run left of its test split.

    Args:
        file: Its `scores.npz`.

    Returns:
        `scores`, float32 (n, n_classes); `y`, int64 (n,); `unit`, int64 (n,): the same number for
        images that belong together, in all runs; `classes`, str (n_classes,), if it was noted.
        None where the file is gone or damaged.
    """
    import numpy as np

    try:
        with np.load(file) as kept:
            known = {name: kept[name] for name in ("scores", "y", "unit")}
            return known | {name: kept[name] for name in ("classes",) if name in kept}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None
