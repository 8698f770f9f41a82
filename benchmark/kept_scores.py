"""The scores that a run left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models import Scores


def kept_scores(folder: Path, run: str) -> Scores | None:
    """Give the scores of a run on its test split.

    Args:
        folder: The results folder.
        run: The run's id.

    Returns:
        float32 (n, n_classes) as it was written; None where the file is gone or damaged.
    """
    import numpy as np

    try:
        with np.load(folder / "runs" / run / "scores.npz") as kept:
            scores: Scores = kept["scores"]
            return scores
    except (OSError, ValueError, KeyError, EOFError):
        return None
