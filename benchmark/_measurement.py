"""What is known of a run so far, so that a failed one keeps what it had."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmark._alone import alone
from benchmark._chance import is_chance
from benchmark._charged import charged
from benchmark._checks import check_scores, checked_sanity
from benchmark._facts import counts_of, facts_of, fingerprints_of, sizes_of
from benchmark._fit import fit
from benchmark._judged import judged, judged_validation, train_accuracy, validation_scores
from benchmark._keep import keep, keep_validation, keep_weights
from benchmark._limits_of import limits_of
from benchmark._peaks import peaks
from benchmark._predict import predict
from benchmark.environment import environment
from benchmark.leak_p import LEAK, leak_p
from benchmark.memory import peak_mib, reset_peak
from benchmark.plugins import DATASETS, MODELS
from benchmark.record import Record, now
from benchmark.settled import settled
from models import Phases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmark.artefacts import Artefacts
    from benchmark.data import Data
    from benchmark.protocol import Protocol
    from benchmark.record import Status
    from benchmark.spec import Spec
    from models import Classifier, Scores


@dataclass
class Measurement:
    """One run in the making.

    Args:
        spec: What to run.
        protocol: How to run and to time it.
    """

    spec: Spec
    protocol: Protocol
    phases: Phases = field(default_factory=Phases, init=False)
    seconds: dict[str, float] = field(default_factory=dict, init=False)
    metrics: dict[str, float | None] = field(default_factory=dict, init=False)
    counts: dict[str, int] = field(default_factory=dict, init=False)
    facts: dict[str, Any] = field(default_factory=dict, init=False)
    started_at: str = field(default_factory=now, init=False)
    model: Classifier = field(init=False)
    data: Data = field(init=False)
    _guesses: bool = field(default=False, init=False)

    def prepare(self) -> None:
        """Load images and model, and count what can be counted."""
        time = self.phases.time
        with self.counted():
            reset_peak()
            with time("load"):
                self.data = DATASETS.make(self.spec.dataset).load(self.spec.seed)
            with time("fingerprint"):
                self.counts |= sizes_of(self.data)
                self.facts |= fingerprints_of(self.data)
            with time("start"):
                self.model = MODELS.make(self.spec.model)
                self.model.keep_features(self.protocol.features)
                self.model.start()
                self.model.device.synchronise()  # the first call may compile
                self.model.device.reset_peak()
                self.facts |= facts_of(self.model)
            with time("count"):  # first: what cannot be counted need not be trained
                self.counts |= counts_of(self.model, self.data)

    def make(self, artefacts: Artefacts) -> None:
        """Do what was not done before; what a run leaves beside its row goes to `artefacts`."""
        if not hasattr(self, "model"):
            self.prepare()
        with self.counted():
            if "fit" not in self.seconds:
                charges = charged(self.model.phases, self.facts, self.seconds, self.protocol)
                with charges, alone(self.facts, self.phases):
                    self.seconds["fit"] = fit(self.model, self.data, self.spec.seed, self.phases)
            self._finish(artefacts)

    def outcome(self) -> tuple[Status, str]:
        """Say how a run ended that came to its end."""
        if "leak_p" in self.metrics and not self._guesses:
            accuracy = self.metrics["accuracy"]
            return "error", f"knows true labels that it never saw: accuracy {accuracy:.3f}"
        if self._guesses:
            return "chance", "no better than always naming the most frequent class"
        if self.facts["contended"]:
            cores = f"{self.facts['other_cores']:.1f}"
            return "contended", f"other processes kept {cores} cores busy: times do not count"
        return "ok", ""

    def record(self, status: Status, error: str = "") -> Record:
        """Close the run with its status."""
        self.facts.setdefault("peak_mib", peak_mib())
        facts = {**self.facts, **self.protocol.facts, **environment()}
        return Record(
            self.spec,
            status,
            error,
            self.metrics,
            self.counts,
            {**self.seconds, **{f"phase_{name}": each for name, each in self.phases.items()}},
            facts,
            self.started_at,
        )

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Add the seconds of a block to the total, also of one that fails."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds["total"] = self.seconds.get("total", 0.0) + perf_counter() - start

    def _finish(self, artefacts: Artefacts) -> None:
        time, model, data = self.phases.time, self.model, self.data
        with alone(self.facts, self.phases):
            scores, samples = self._predict(model, data)
        with time("validate"):
            watched = validation_scores(model, data)
            self.metrics |= judged_validation(data, watched) | train_accuracy(model, data)
        with time("metrics"):
            self.counts |= counts_of(model, data) if model.sized_by_data else {}
            self.facts |= peaks(model, self.facts)
            self.metrics |= judged(data, scores)
            accuracy, floor = (self.metrics[f"{name}accuracy"] or 0.0 for name in ("", "floor_"))
            chance = is_chance(accuracy, floor, len(data.test))
            self._guesses = chance and model.family != "floor"
        self.facts |= limits_of(model, self.phases) if self.protocol.limits else {}
        if DATASETS.make(self.spec.dataset).control:
            with time("sanity"):
                self.metrics["leak_p"] = p = leak_p(data.test.y, scores)
                self._guesses = p > LEAK
                found = model.sanity(data.train, n_classes=len(data.classes), seed=self.spec.seed)
                self.metrics |= checked_sanity(found)
        with time("keep"):
            keep(artefacts, model, data, scores, samples)
            keep_validation(artefacts, data, watched)
            if self.protocol.keep_weights:
                self.facts["weights"] = keep_weights(artefacts, model, data, self.spec)

    def _predict(self, model: Classifier, data: Data) -> tuple[Scores, dict[str, list[float]]]:
        size = self.facts["predict_batch"] = min(self.protocol.predict_batch, len(data.test))
        scores, calls = predict(model, data.test.x, size, self.phases)
        check_scores(scores, (len(data.test), len(data.classes)))
        epochs = [epoch["seconds"] for epoch in model.history if "seconds" in epoch]
        samples = {"epoch": epochs[1:], **calls}  # the first epoch compiles
        self.seconds |= {name: median(each) for name, each in samples.items() if each}
        verdicts = {settled(each) for each in samples.values()} - {None}
        self.facts["steady"] = all(verdicts) if verdicts else None
        return scores, samples
