"""How honest a run's probabilities are, as they come and after temperature scaling."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark.are_probabilities import are_probabilities
from benchmark.metrics.log_loss import LogLoss
from models._scoring import softmax
from reports.statistics.calibration_error import calibration_error
from reports.statistics.reliability import Reliability
from reports.statistics.temperature import temperature

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.results import Results

_TINY = float(np.finfo(np.float32).tiny)  # whose logarithm is finite


@dataclass(frozen=True)
class Probabilities:
    """What a run said of its test images, and what it was worth.

    Args:
        confidence: float64 (n,), of the likeliest class.
        right: bool (n,), whether that is the true one.
        log_loss: In nats, as the metric of this name has it.
    """

    confidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    log_loss: float

    @property
    def error(self) -> float:
        """The expected calibration error, 0 to 1."""
        return calibration_error(Reliability.of(self.confidence, self.right))


@dataclass(frozen=True)
class Calibrated:
    """A run before and after temperature scaling.

    Args:
        temperature: Fitted to the validation split.
        before: None of a run whose scores are margins.
        after: With the scores divided by the temperature.
    """

    temperature: float
    before: Probabilities | None
    after: Probabilities


def calibration_of(results: Results, run: str) -> Calibrated | None:
    """Fit a temperature to the validation split and look at the test split.

    Args:
        results: A results folder.
        run: The run's id.

    Returns:
        None where scores are gone, as those of the validation split are in older folders.
    """
    kept, watched = results.scores(run), results.validation(run)
    if kept is None or watched is None or not len(watched[1]):
        return None
    scores, y = kept["scores"].astype(np.float64), kept["y"]
    probable = are_probabilities(scores) and are_probabilities(watched[0])
    t = temperature(_logits(watched[0], probable), watched[1])
    before = _judged(scores, y) if probable else None
    return Calibrated(t, before, _judged(softmax(_logits(scores, probable) / t), y))


def _judged(likelihoods: NDArray[np.float64], y: NDArray[np.int64]) -> Probabilities:
    confidence = np.minimum(likelihoods.max(axis=1), 1)
    right = likelihoods.argmax(axis=1) == y
    loss = LogLoss().measure(y, likelihoods.astype(np.float32))
    return Probabilities(confidence, right, nan if loss is None else loss)


def _logits(scores: NDArray[Any], probable: bool) -> NDArray[np.float64]:  # noqa: FBT001
    numbers = scores.astype(np.float64)
    return np.log(np.maximum(numbers, _TINY)) if probable else numbers
