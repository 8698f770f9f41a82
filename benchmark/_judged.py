"""What scores are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark._chance import floor_accuracy
from benchmark._checks import check_scores, checked_metric
from benchmark.plugins import METRICS

if TYPE_CHECKING:
    from benchmark.data import Data
    from models import Classifier, Scores

_TRAINING_IMAGES = 1000


def judged(data: Data, scores: Scores) -> dict[str, float | None]:
    """Measure all metrics on the test split, and what naming one class all the time would reach.

    Args:
        data: Its labels are used.
        scores: float32 (n, n_classes) of the test images.
    """
    metrics = {name: checked_metric(name, data.test.y, scores) for name in METRICS.names}
    return {**metrics, "floor_accuracy": floor_accuracy(data.train.y, data.test.y)}


def validation_scores(model: Classifier, data: Data) -> Scores:
    """Let a fitted model score the validation split, float32 (n, n_classes)."""
    scores = model.scores(data.validation.x)
    check_scores(scores, (len(data.validation), len(data.classes)))
    return scores


def train_accuracy(model: Classifier, data: Data) -> dict[str, float | None]:
    """Measure accuracy on images that were learned from: 1,000 of them, or all if there are fewer.

    They lie evenly over the training split, so that they are the same for all models. What memory
    a model has of them is part of it: the nearest neighbour of a training image is itself.
    """
    n = len(data.train)
    kept = min(n, _TRAINING_IMAGES)
    some = data.train.take(np.arange(kept) * n // kept)
    scores = model.scores(some.x)
    check_scores(scores, (len(some), len(data.classes)))
    return {"train_accuracy": checked_metric("accuracy", some.y, scores)}


def judged_validation(data: Data, scores: Scores) -> dict[str, float | None]:
    """Measure accuracy on the validation split."""
    return {"validation_accuracy": checked_metric("accuracy", data.validation.y, scores)}
