"""Hold what models and metrics give to their contracts."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

import numpy as np

from benchmark.plugins import METRICS
from models import Classifier, Family, Labels, Scores

SANITY = {"initial_loss": np.inf, "one_batch_accuracy": 1.0}  # from 0 to this


class DivergenceError(ArithmeticError):
    """Scores that are not finite."""


def checked_family(model: Classifier) -> str:
    """Give a model's family, if it is one of the known ones."""
    if model.family not in get_args(Family):
        expected = ", ".join(get_args(Family))
        raise ValueError(f"expected a family of {expected}, received {model.family!r}")
    return model.family


def checked_count(value: Any) -> int:
    """Give a count of parameters, connections or MACs, if it is one that the table can hold."""
    if not 0 <= value < 2**63:
        raise ValueError(f"expected a count of 0 to 2^63 - 1, received {value}")
    return int(value)


def checked_seconds(value: Any) -> float:
    """Give the seconds of a phase, if they are finite."""
    if not (np.isfinite(value) and value >= 0):
        raise ValueError(
            f"expected the seconds of a phase to be finite, 0 or more, received {value}"
        )
    return float(value)


def checked_metric(name: str, y: Labels, scores: Scores) -> float | None:
    """Measure scores by a metric, if what it gives is a finite number or None."""
    value = METRICS.make(name).measure(y, scores)
    if value is None:
        return None
    if not np.isfinite(value):
        raise ValueError(f"expected metric {name!r} to be finite or None, received {value}")
    return float(value)


def checked_sanity(found: Mapping[str, Any]) -> dict[str, float]:
    """Give what a model's checks of itself found, if the names are known and the numbers finite."""
    unknown = set(found) - set(SANITY)
    if unknown:
        raise ValueError(f"expected checks of {', '.join(SANITY)}, received {sorted(unknown)}")
    for name, value in found.items():
        if not np.isfinite(value):
            raise DivergenceError(f"the {name.replace('_', ' ')} of the model is {value}")
        if not 0 <= value <= SANITY[name]:
            raise ValueError(f"expected {name} of 0 to {SANITY[name]}, received {value}")
    return {name: float(value) for name, value in found.items()}


def finite(history: Iterable[Mapping[str, float]]) -> list[dict[str, float | None]]:
    """Put None for what JSON cannot say: the losses of a network that diverged."""
    return [
        {name: value if np.isfinite(value) else None for name, value in epoch.items()}
        for epoch in history
    ]


def check_scores(scores: Any, shape: tuple[int, int]) -> None:
    """Refuse scores that are not finite numbers, a row an image and a column a class."""
    if not isinstance(scores, np.ndarray) or scores.shape != shape:
        received = getattr(scores, "shape", type(scores).__name__)
        raise ValueError(f"expected scores of shape {shape}, received {received}")
    if not np.isfinite(scores).all():
        broken = int((~np.isfinite(scores).all(axis=1)).sum())
        raise DivergenceError(f"the scores of {broken} of {len(scores)} images are not finite")
