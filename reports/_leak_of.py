"""Whether test images of a data set were known from training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.call import Call

if TYPE_CHECKING:
    from benchmark.results import Results


def leak_of(results: Results, dataset: str) -> str:
    """Say what leaked, in words that may stand beside a verdict; empty where nothing did.

    Args:
        results: A results folder; where it has runs in spite of a leak, that was allowed.
        dataset: A spec string; of one that holds another, like a subset, the other counts too.
    """
    names = _with_inner(dataset)
    leaks = [
        finding.message
        for each in results.diagnoses
        if each.dataset in names
        for finding in each.findings
        if finding.leak
    ]
    said = "; ".join(dict.fromkeys(leaks))
    return f"a leak from training to test was allowed: {said}" if leaks else ""


def _with_inner(dataset: str) -> list[str]:
    """List a data set and those within it."""
    call = Call.read(dataset)
    within = call and call.settings.get("dataset")
    return [dataset, *(_with_inner(within) if isinstance(within, str) else [])]
