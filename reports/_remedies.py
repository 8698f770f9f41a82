"""Feature selection, principal components and an autoencoder, against all dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.call import Call
from benchmark.plugins import MODELS
from benchmark.usage_error import UsageError
from reports._paired_points import paired_points
from reports._words import count
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._noise_curves import NoiseCurves
    from reports.evidence import Evidence

_KEEPS = {"selected_svm": "kept", "pca_svm": "kept", "autoencoder_svm": "code"}
_ALL = "selected_svm(kept=0)"


def kept_by(model: str) -> int:
    """Give to how many dimensions a remedy goes down; 0 for a model that is none.

    Args:
        model: Spec string.
    """
    try:
        setting = _KEEPS.get(Call.parse(model).name)
        return int(getattr(MODELS.make(model), setting)) if setting else 0
    except UsageError:  # a table that was made elsewhere may hold what is none
        return 0


def remedies_said(curves: NoiseCurves, remedies: Sequence[str], evidence: Evidence) -> str:
    """Say what each changes in the test error of a linear machine on all dimensions.

    Args:
        curves: Errors by number of dimensions.
        remedies: Spec strings.
        evidence: What models are called.
    """
    kept = sorted({kept_by(model) for model in remedies})
    said = [_kept(kept)]
    if _ALL not in curves.models:
        return " ".join([*said, f"Without {_ALL} there is nothing to hold them against."])
    for size in (min(curves.boards), max(curves.boards)):
        parts = [
            f"{evidence.names[model]} {paired_points(change)}{_verdict(change)}"
            for model in remedies
            if (change := _change(curves, model, size)) is not None
        ]
        said.append(f"With {count(size)} dimensions: {'; '.join(parts)}.")
    return " ".join(said)


def _kept(kept: Sequence[int]) -> str:
    if len(kept) == 1:
        return (
            f"Each goes down to {kept[0]} dimensions, under the same linear machine; what changes "
            "in test error against that machine on all dimensions:"
        )
    numbers = ", ".join(map(str, kept))
    return (
        f"They go down to different numbers of dimensions ({numbers}), which does not compare "
        "them with one another; what changes in test error against the machine on all dimensions:"
    )


def _change(curves: NoiseCurves, model: str, size: int) -> MeanInterval | None:
    own, whole = curves.errors(model), curves.errors(_ALL)
    if own.empty or whole.empty:
        return None
    changes = (own[size] - whole[size]).dropna().tolist()
    return MeanInterval.of(changes) if changes else None


def _verdict(change: MeanInterval) -> str:
    if change.n == 1:
        return ""
    if not change.excludes(0):
        return ", no difference shown"
    return ", it helps" if change.mean < 0 else ", it harms"
