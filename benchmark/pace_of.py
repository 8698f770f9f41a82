"""From a pilot's runs to what whole runs take."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, sqrt
from statistics import median, stdev
from typing import Any

from benchmark.pace import Pace
from benchmark.spec import Spec
from benchmark.trial import Trial

_UNREPEATED = 0.1  # standard error of a run that was timed once, as a share of it
_GUESSED = 0.5  # standard error of what validating takes, as a share of it
_NOT_SCALING = ("phase_build_seconds", "phase_first_step_seconds")
_STARTING = ("phase_start_seconds", "phase_limits_seconds")
_ONCE = (*_STARTING, "phase_load_seconds")  # dearer in a worker's first run


def pace_of(spec: Spec, trials: list[Trial], run: int | None = None, asked: int = 0) -> Pace:
    """Expect whole runs to take what the pilot's took, and the epochs that those left out.

    An epoch left out takes the median of all but the first, and validating after it as long as
    learning from as many images: forward is a third of learning, and a call has its own price. A
    model that stops early takes less.

    Args:
        spec: What was asked for.
        trials: One or two runs of one worker.
        run: Epochs that the trials had, where that is fewer than was asked for.
        asked: Epochs that were asked for.
    """
    first, last = trials[0], trials[-1]
    row = last.row
    pace = Pace(
        spec.dataset,
        spec.model,
        first.wall,
        last.wall if last is not first else _without_start(first),
        n_train=row["n_train"] or 0,
        n_classes=row["n_classes"] or 0,
        epochs=run,
        status=row["status"],
        reason=row["error"],
        runs=tuple(trial.row["run"] for trial in trials),
    )
    return pace if pace.failed else _extended(pace, trials, asked - run if run else 0)


def _extended(pace: Pace, trials: list[Trial], more: int) -> Pace:
    """Add the epochs that the trials left out."""
    row = trials[-1].row
    fitting = row["fit_seconds"] or 0.0
    steady = [each for trial in trials for each in trial.epochs] or [fitting / (pace.epochs or 1)]
    epoch = median(steady) if more else 0.0
    validating = more and _validating(row, epoch, pace.epochs or 1)
    spread = stdev(steady) / sqrt(len(steady)) if len(steady) > 1 else _UNREPEATED * epoch
    learning = max(0.0, fitting - sum(row[name] or 0.0 for name in _NOT_SCALING))
    return replace(
        pace,
        first=pace.first + more * (epoch + validating),
        later=pace.later + more * (epoch + validating),
        error=hypot(_unlike(trials), more * spread, _GUESSED * more * validating),
        scaling=learning + more * epoch,
    )


def _validating(row: dict[str, Any], epoch: float, epochs: int) -> float:
    """Guess the seconds of validating once; at the most what the trial spent on it by the time."""
    passes = epochs + 1  # one after each epoch, and one when all is learned
    guess = epoch * float(row["n_validation"]) / float(row["n_train"])
    return min(guess, float(row["phase_validate_seconds"] or 0.0) / passes)


def _unlike(trials: list[Trial]) -> float:
    """Give the standard error of a run, by how unlike two of them were."""
    seconds = [
        trial.row["total_seconds"] - sum(trial.row[name] or 0.0 for name in _ONCE)
        for trial in trials
    ]
    return float(stdev(seconds) if len(seconds) > 1 else _UNREPEATED * seconds[0])


def _without_start(trial: Trial) -> float:
    """Leave out of a first run what only a worker's first run has, as far as that is known."""
    total = trial.row["total_seconds"]
    starting = sum(trial.row[name] or 0.0 for name in _STARTING)
    return trial.wall if total is None else float(total - starting)
