"""What a run took its test images for."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def kept_predictions(path: Path) -> dict[str, NDArray[Any]] | None:
    """Give the likeliest class of each test image; the scores are read only in older folders.

    Args:
        path: A run's `scores.npz`.

    Returns:
        `predicted`, integers (n,); `y`, int64 (n,); `unit`, int64 (n,): the same number for images
        that belong together, in all runs; `classes`, str (n_classes,), numbers if their names were
        not noted. None where the file is gone or damaged.
    """
    import numpy as np

    try:
        with np.load(path) as kept:
            known = {name: kept[name] for name in ("y", "unit")}
            known |= {name: kept[name] for name in ("predicted", "classes") if name in kept}
            if len(known) < len(_ALL):
                scores = kept["scores"]
                numbers = np.arange(scores.shape[1]).astype(np.str_)
                known = {"predicted": scores.argmax(axis=1), "classes": numbers, **known}
            return known
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None


_ALL = ("y", "unit", "predicted", "classes")
