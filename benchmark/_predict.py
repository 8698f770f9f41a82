"""Time how a fitted model scores: cold, warm in batches, and one image at a time."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from models import Classifier, Images, Phases, Scores

_FEWEST, _MOST = 6, 100  # six samples are the fewest whose median has a 95 % interval
_ENOUGH_SECONDS = 0.25
_LONGEST_SECONDS = 30.0


def predict(
    model: Classifier, x: Images, batch: int, phases: Phases
) -> tuple[Scores, dict[str, list[float]]]:
    """Score images and time it, each phase in the ledger as a whole.

    Args:
        model: A fitted model.
        x: The test images.
        batch: Images in a batch.
        phases: The ledger, which gets `predict_cold` (the first call, on all images, with what it
            compiles), `predict_warm` and `predict_one`.

    Returns:
        The scores of the cold call, and the seconds of single calls: `predict_batch` of whole
        batches, `predict_one` of one image; the first call of each kind may compile and is left
        out.
    """
    with phases.time("predict_cold"):
        scores = model.scores(x)
        model.device.synchronise()
    samples = {}
    for phase, name, size in (
        ("predict_warm", "predict_batch", batch),
        ("predict_one", "predict_one", 1),
    ):
        with phases.time(phase):
            samples[name] = _samples(model, x, min(size, len(x)))
    return scores, samples


def _samples(model: Classifier, x: Images, size: int) -> list[float]:
    """Time calls on batch after batch, beginning again where the images end."""
    _seconds(model, x[:size])
    samples: list[float] = []
    while _wanted(samples):
        start = len(samples) * size
        samples.append(_seconds(model, x[np.arange(start, start + size) % len(x)]))
    return samples


def _wanted(samples: list[float]) -> bool:
    """Ask for six samples, more where they cost nothing, fewer where they take minutes."""
    spent = sum(samples)
    if len(samples) < _FEWEST:
        return spent < _LONGEST_SECONDS
    return spent < _ENOUGH_SECONDS and len(samples) < _MOST


def _seconds(model: Classifier, x: Images) -> float:
    start = perf_counter()
    model.scores(x)
    model.device.synchronise()
    return perf_counter() - start
