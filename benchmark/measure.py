"""One run, in this process: a spec goes in, a record comes out."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

from benchmark._checks import (
    DivergenceError,
    check_scores,
    checked_count,
    checked_family,
    checked_metric,
    checked_seconds,
)
from benchmark.artefacts import Artefacts
from benchmark.environment import environment
from benchmark.memory import peak_mib, reset_peak
from benchmark.plugins import DATASETS, METRICS, MODELS
from benchmark.record import Record, now
from models import Phases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmark.data import Data
    from benchmark.record import Status
    from benchmark.spec import Spec
    from models import Classifier, Scores


def measure(spec: Spec, folder: Path) -> Record:
    """Load, fit, score and measure; whatever goes wrong becomes the record's status.

    Args:
        spec: What to run.
        folder: The results folder, in which the run's artefacts are written.
    """
    run = _Run(spec)
    with Artefacts(folder, spec) as artefacts:
        try:
            run.measure(artefacts)
        except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001
            # A run that fails is a row, not an end; Ctrl-C goes to the parent, not here.
            artefacts.text("traceback.txt", traceback.format_exc())
            return run.record(_status(error), f"{type(error).__name__}: {_first_line(error)}")
    return run.record("ok")


@dataclass
class _Run:
    """What is known of a run so far, so that a failed one keeps what it had."""

    spec: Spec
    seconds: Phases = field(default_factory=Phases)
    metrics: dict[str, float | None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    started_at: str = field(default_factory=now)

    def measure(self, artefacts: Artefacts) -> None:
        reset_peak()
        with self.seconds.time("load"):
            data: Data = DATASETS.make(self.spec.dataset).load(self.spec.seed)
        self._describe(data)
        model: Classifier = MODELS.make(self.spec.model)
        self.facts["family"] = checked_family(model)
        with self.seconds.time("start"):
            model.start()
        self._count(model, data)  # first: what cannot be counted need not be trained
        self._fit(model, data)
        if model.history:
            artefacts.json("history.json", [_finite(epoch) for epoch in model.history])
        scores = self._score(model, data)
        artefacts.arrays("scores.npz", scores=scores, y=data.test.y)
        self.facts |= {
            "peak_mib": peak_mib(),
            "backend": str(model.backend),
            "device": str(model.device),
        }
        self.metrics |= {name: checked_metric(name, data.test.y, scores) for name in METRICS.names}

    def record(self, status: Status, error: str = "") -> Record:
        self.facts.setdefault("peak_mib", peak_mib())
        return Record(
            self.spec,
            status,
            error,
            self.metrics,
            self.counts,
            self.seconds,
            {**self.facts, **environment()},
            self.started_at,
        )

    def _describe(self, data: Data) -> None:
        self.counts |= {
            "n_train": len(data.train),
            "n_validation": len(data.validation),
            "n_test": len(data.test),
            "n_classes": len(data.classes),
        }
        self.facts["data_sha256"] = data.sha256

    def _fit(self, model: Classifier, data: Data) -> None:
        with self.seconds.time("fit"):
            model.fit(data.train, data.validation, n_classes=len(data.classes), seed=self.spec.seed)
        phases = dict(model.phases)
        if "validate" in phases:  # which is no part of learning
            self.seconds["validate"] = phases.pop("validate")
            self.seconds["fit"] -= self.seconds["validate"]
        self.seconds |= {f"fit_{name}": checked_seconds(each) for name, each in phases.items()}

    def _score(self, model: Classifier, data: Data) -> Scores:
        """Score the test images twice: the first call may compile, the second is steady."""
        with self.seconds.time("predict_cold"):
            scores = model.scores(data.test.x)
        check_scores(scores, (len(data.test), len(data.classes)))
        with self.seconds.time("predict"):
            model.scores(data.test.x)
        return scores

    def _count(self, model: Classifier, data: Data) -> None:
        height, width, channels = data.test.x.shape[1:]
        cost = model.cost((height, width, channels), len(data.classes))
        for kind in ("learned", "fitted", "fixed"):
            self.counts[f"parameters_{kind}"] = checked_count(cost.total(kind))
        self.counts |= {name: checked_count(cost.total(name)) for name in ("connections", "macs")}


def _finite(epoch: Mapping[str, float]) -> dict[str, float | None]:
    """Put None for what JSON cannot say: the losses of a network that diverged."""
    return {name: value if isfinite(value) else None for name, value in epoch.items()}


def _status(error: BaseException) -> Status:
    if isinstance(error, DivergenceError):
        return "diverged"
    # The backends' own exceptions are recognised by name: importing them would import the backend.
    exhausted = {"MemoryError", "ResourceExhaustedError", "OutOfMemoryError"}
    if exhausted & {each.__name__ for each in type(error).__mro__}:
        return "out of memory"
    return "error"


def _first_line(error: BaseException) -> str:
    line = str(error).strip().partition("\n")[0]
    return line.encode("utf-8", "backslashreplace").decode()
