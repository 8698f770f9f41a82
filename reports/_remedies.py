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
_MACHINE = "selected_svm"


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
    names = ", ".join(evidence.names[model] for model in remedies)
    whole = _on_all(curves.models)
    if whole is None:
        numbers = ", ".join(map(str, sorted({kept_by(model) for model in remedies})))
        return (
            f"{names}: down to {numbers} dimensions. The linear machine on all dimensions, {_ALL}, "
            "is not ranked here, so that there is nothing to hold this against."
        )
    said = [_kept(remedies, names, whole) + _machines(remedies, whole)]
    for size in (min(curves.boards), max(curves.boards)):
        parts = [
            f"{evidence.names[model]} {paired_points(change)}{_verdict(change)}"
            for model in remedies
            if (change := _change(curves, (model, whole), size)) is not None
        ]
        said += [f"With {count(size)} dimensions: {'; '.join(parts)}."] if parts else []
    return " ".join(said)


def _on_all(models: Sequence[str]) -> str | None:
    """Find the linear machine on all dimensions, as it is by itself or else with other settings."""
    found = [each for each in models if _is_on_all(each)]
    return _ALL if _ALL in found else next(iter(found), None)


def _is_on_all(model: str) -> bool:
    call = Call.read(model)
    return call is not None and call.name == _MACHINE and call.settings.get("kept") == 0


def _kept(remedies: Sequence[str], names: str, whole: str) -> str:
    kept = sorted({kept_by(model) for model in remedies})
    if len(kept) == 1:
        who = "Each" if len(remedies) > 1 else names
        said = f"{who} goes down to {kept[0]} dimensions, under a linear machine"
    else:
        numbers = ", ".join(map(str, kept))
        said = (
            f"They go down to different numbers of dimensions ({numbers}), which does not compare "
            "them with one another"
        )
    return f"{said}; what changes in test error against that machine on all dimensions, {whole}:"


def _machines(remedies: Sequence[str], whole: str) -> str:
    """Warn of machines that differ in more than what they see."""
    if {_penalties(model) for model in remedies} == {_penalties(whole)}:
        return ""
    return " (beware: the penalties that these machines choose from differ, too)"


def _penalties(model: str) -> str:
    """Give what a machine chooses its penalty from, where that is not the same as of all others."""
    return repr(Call.parse(model).settings.get("penalties"))


def _change(curves: NoiseCurves, pair: tuple[str, str], size: int) -> MeanInterval | None:
    own, whole = (curves.errors(model) for model in pair)
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
