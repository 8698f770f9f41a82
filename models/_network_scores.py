"""Score images by a trained network, batch by batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models._crops import ten_crops
from models._scoring import SCORING_BATCH, outputs

if TYPE_CHECKING:
    from models._keras import KerasClassifier
    from models._split import Images, Scores


def network_scores(model: KerasClassifier, x: Images) -> Scores:
    """Prepare and score as many images at a time as the network takes.

    Args:
        model: Fitted, or restored.
        x: Images as they come, at least one.
    """
    starts = range(0, len(x), SCORING_BATCH)
    return np.concatenate([_scored(model, x[at : at + SCORING_BATCH]) for at in starts])


def _scored(model: KerasClassifier, x: Images) -> Scores:
    larger = model.enlarge(x)
    views = ten_crops(larger, model.image_size) if model.ten_crop else [model.prepare(larger)]
    scores = [model.from_logits(outputs(model.trained, view)) for view in views]
    return np.mean(scores, axis=0).astype(np.float32)  # type: ignore[no-any-return]
