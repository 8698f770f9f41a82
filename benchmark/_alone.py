"""Whether a run had the processor to itself."""

from __future__ import annotations

from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmark.contention import Contention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models import Phases


@contextmanager
def alone(facts: dict[str, Any], phases: Phases) -> Iterator[None]:
    """Note whether other processes take the processor meanwhile, and the worst of it.

    Args:
        facts: Get `contended` and `other_cores`.
        phases: The ledger, which gets what it takes to `watch`.
    """
    start = perf_counter()
    with Contention() as others:
        entered = perf_counter()
        yield
        left = perf_counter()
    watching = entered - start + perf_counter() - left
    phases["watch"] = phases.get("watch", 0.0) + watching
    facts["contended"] = facts.get("contended", False) or others.contended
    known = [facts.get("other_cores"), others.other_cores]
    facts["other_cores"] = max((each for each in known if each is not None), default=None)
