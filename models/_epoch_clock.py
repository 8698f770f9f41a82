"""Time training epoch by epoch, with evaluation off the clock."""

from statistics import median
from time import perf_counter
from typing import Any


class EpochClock:
    """Watch epochs, not batches: what is done at each batch would slow down what it measures.

    `begin`, `stop` and `go_on` take what Keras gives to callbacks, and do without.

    Args:
        spent: Seconds of fitting before the first epoch, as of preparing and building.

    Attributes:
        history: One entry an epoch: `epoch` from 1, training `seconds`, the training `clock` (all
            seconds of fitting so far, evaluation left out), losses and accuracies.
    """

    def __init__(self, spent: float = 0.0) -> None:
        self.history: list[dict[str, float]] = []
        self._clock = spent
        self._start = self._evaluating_since = self._evaluated = self._validate = 0.0

    def begin(self, epoch: int = 0, logs: dict[str, Any] | None = None) -> None:
        """Start the clock of an epoch."""
        del epoch, logs
        self._start, self._evaluated = perf_counter(), 0.0

    def stop(self, logs: dict[str, Any] | None = None) -> None:
        """Stop the clock while the validation split is scored."""
        del logs
        self._evaluating_since = perf_counter()

    def go_on(self, logs: dict[str, Any] | None = None) -> None:
        """Let the clock go on."""
        del logs
        self._evaluated += perf_counter() - self._evaluating_since

    def end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Note an epoch, from 0; what is in `logs` was read back, so the device has finished."""
        seconds = perf_counter() - self._start - self._evaluated
        self._validate += self._evaluated
        self._clock += seconds
        values = {name: float(value) for name, value in (logs or {}).items()}
        times = {"seconds": seconds, "clock": self._clock}
        self.history.append({"epoch": epoch + 1, **times, **values})

    def phases(self) -> dict[str, float]:
        """Split the seconds into the first step's tracing and compiling, training and validating.

        What the first epoch took beyond the median of the later ones is the first step's. A
        single epoch cannot be split: all of it is training.
        """
        first, *later = [entry["seconds"] for entry in self.history]
        extra = max(0.0, first - median(later)) if later else 0.0
        train = first + sum(later) - extra
        return {"first_step": extra, "train": train, "validate": self._validate}
