"""How runs are made and timed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmark._shared_cores import shared_cores
from benchmark.usage_error import UsageError

_LONGEST = 1_000_000
_LARGEST_BATCH = 1_000_000
_MOST_TOGETHER = 100


@dataclass(frozen=True)
class Protocol:
    """What is the same for all runs of a command, and decides no score.

    Args:
        timeout: Seconds a run may take.
        predict_batch: Images in a batch whose scoring is timed; fewer where the test split has
            fewer.
        deterministic: Whether the backend is told to repeat itself to the bit.
        keep_weights: Whether each run leaves what its model has learned.
        together: Seeds of a model that are fitted at the same time, at most, where the model is
            better fitted so.
        workers: Runs at the same time, each on its share of the cores.
        limits: Whether the most is measured that a model's device can do.
        features: Where descriptions are kept that depend on an image alone; None keeps none.
    """

    timeout: float = 3600.0
    predict_batch: int = 256
    deterministic: bool = False
    keep_weights: bool = False
    together: int = 1
    limits: bool = False
    workers: int = 1
    features: Path | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """Give the columns of a row that say how it was run."""
        beside = self.workers if self.workers > 1 else None
        kept = None if self.features is None else True
        return {"deterministic": self.deterministic, "workers": beside, "features_kept": kept}

    def __post_init__(self) -> None:
        """Refuse what cannot be kept."""
        if not 0 < self.timeout <= _LONGEST:
            raise UsageError(
                f"expected a timeout above 0 and up to {_LONGEST:,} seconds, "
                f"received {self.timeout:g}"
            )
        if not 1 <= self.predict_batch <= _LARGEST_BATCH:
            raise UsageError(
                f"expected predict_batch of 1 to {_LARGEST_BATCH:,}, received {self.predict_batch}"
            )
        if self.workers < 1:
            raise UsageError(f"expected 1 worker or more, received {self.workers}")
        if self.workers > 1:
            shared_cores(self.workers)  # which says if there are too few
        if not 1 <= self.together <= _MOST_TOGETHER:
            raise UsageError(
                f"expected 1 to {_MOST_TOGETHER} seeds together, received {self.together}"
            )
