"""What came of a run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from benchmark._columns import CHECKS, COUNTS, FACTS, SECONDS
from benchmark.keys import accuracy_key, timing_key
from benchmark.plugins import DATASETS, METRICS

if TYPE_CHECKING:
    from benchmark.spec import Spec

SCHEMA_VERSION = 2
METRICS_VERSION = 1  # raised when a metric comes to measure differently

Status = Literal[
    "ok", "contended", "chance", "diverged", "skipped", "timeout", "out of memory", "error"
]

ENDED_WELL: tuple[Status, ...] = ("ok", "contended")  # whose accuracy counts


def now() -> str:
    """Give the time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Record:
    """One run: what was asked, what was measured, and where.

    Args:
        spec: What was asked.
        status: "ok"; "contended" (ended well, but other processes took the processor: its times
            do not count); "chance" (no better than the floor); "diverged" (scores that are not
            finite); "skipped" (the model does not apply, or there was no time); "timeout"; "out
            of memory"; "error".
        error: One line on what was amiss; empty when ok.
        metrics: By metric; None where a metric does not apply.
        counts: Images, classes, parameters, connections, MACs, activations.
        seconds: Phases as `phase_<name>`, which add up to `total`; medians of samples.
        facts: All else: memory, backend, device, fingerprints, machine, versions.
        started_at: When, in UTC.
    """

    spec: Spec
    status: Status
    error: str = ""
    metrics: dict[str, float | None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    started_at: str = field(default_factory=now)

    def row(self) -> dict[str, Any]:
        """Flatten to a row of the table; what was not measured is None."""
        measured = {name: self.metrics.get(name) for name in (*METRICS.names, *CHECKS)}
        row = {
            "run": self.spec.id,
            "dataset": self.spec.dataset,
            "model": self.spec.model,
            "seed": self.spec.seed,
            "status": self.status,
            "error": self.error,
            **measured,
            **self.metrics,
            **{name: self.counts.get(name) for name in COUNTS},
            **{f"{name}_seconds": self.seconds.get(name) for name in SECONDS},
            **{f"{name}_seconds": value for name, value in self.seconds.items()},
            **{name: self.facts.get(name) for name in FACTS},
            **self.facts,
            "control_of": _control_of(self.spec.dataset),
            "keras_backend": os.environ.get("KERAS_BACKEND"),
            "budget": "one fit",  # of the settings in the spec: nothing was tuned
            "metrics_version": METRICS_VERSION,
            "started_at": self.started_at,
            "schema_version": SCHEMA_VERSION,
        }
        return {**row, "accuracy_key": accuracy_key(row), "timing_key": timing_key(row)}


def _control_of(dataset: str) -> str | None:
    """Give the data set that a control is made from; None for an ordinary one."""
    part = DATASETS.make(dataset)
    return getattr(part, "dataset", dataset) if part.control else None
