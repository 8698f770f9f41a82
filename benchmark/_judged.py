"""What scores are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark._chance import floor_accuracy
from benchmark._checks import check_scores, checked_metric
from benchmark.plugins import METRICS

if TYPE_CHECKING:
    from benchmark.data import Data
    from models import Classifier, Scores


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


def judged_validation(data: Data, scores: Scores) -> dict[str, float | None]:
    """Measure accuracy on the validation split."""
    return {"validation_accuracy": checked_metric("accuracy", data.validation.y, scores)}
