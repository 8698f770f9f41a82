"""What a run took its test images for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark._kept_arrays import kept_arrays

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
        not noted; `groups`, str (n,), where images have them. None where the file is gone or
        damaged.
    """
    kept = kept_arrays(path, ("predicted", "y", "unit", "classes"), ("groups",))
    if kept is None:
        kept = kept_arrays(path, ("scores", "y", "unit"), ("classes",))
        if kept is None:
            return None
        scores = kept.pop("scores")
        kept = {"classes": _numbers(scores.shape[1]), **kept, "predicted": scores.argmax(axis=1)}
    return kept if _fits(kept) else None


def _numbers(n_classes: int) -> NDArray[Any]:
    import numpy as np

    return np.arange(n_classes).astype(np.str_)


def _fits(kept: dict[str, NDArray[Any]]) -> bool:
    """Tell whether there is one label, unit and group for each image, and a name for each label."""
    of_images = [kept[name].shape for name in ("predicted", "y", "unit", "groups") if name in kept]
    n_classes = len(kept["classes"])
    labels = [kept[name] for name in ("predicted", "y")]
    return len(of_images[0]) == len(set(of_images)) == 1 and all(
        each.size and each.min() >= 0 and each.max() < n_classes for each in labels
    )
