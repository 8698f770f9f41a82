"""What came of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from benchmark.plugins import METRICS

if TYPE_CHECKING:
    from benchmark.spec import Spec

SCHEMA_VERSION = 1

Status = Literal["ok", "diverged", "error", "out of memory", "timeout"]


def now() -> str:
    """Give the time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Record:
    """One run: what was asked, what was measured, and where.

    Args:
        spec: What was asked.
        status: "ok"; "diverged" (scores that are not finite), "error", "out of memory" or
            "timeout".
        error: One line on what went wrong; empty when ok.
        metrics: By metric; None where a metric does not apply.
        counts: Images, classes, parameters, connections, MACs.
        seconds: By phase.
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
        measured = {name: self.metrics.get(name) for name in METRICS.names}
        return {
            "run": self.spec.id,
            "dataset": self.spec.dataset,
            "model": self.spec.model,
            "seed": self.spec.seed,
            "status": self.status,
            "error": self.error,
            **measured,
            **{name: self.counts.get(name) for name in _COUNTS},
            **{f"{name}_seconds": self.seconds.get(name) for name in _SECONDS},
            **{f"{name}_seconds": value for name, value in self.seconds.items()},
            **{name: self.facts.get(name) for name in _FACTS},
            **self.facts,
            "started_at": self.started_at,
            "schema_version": SCHEMA_VERSION,
        }


# Columns that every row has, also that of a run that failed early.
_COUNTS = (
    "n_train",
    "n_validation",
    "n_test",
    "n_classes",
    "parameters_learned",
    "parameters_fitted",
    "parameters_fixed",
    "connections",
    "macs",
)
_SECONDS = ("load", "fit", "predict_cold", "predict")
_FACTS = ("family", "peak_mib", "backend", "device", "data_sha256")
