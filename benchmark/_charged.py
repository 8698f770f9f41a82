"""Seconds that an earlier run spent for this one as well."""

from __future__ import annotations

from contextlib import contextmanager
from shutil import rmtree
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmark.protocol import Protocol
    from models import Phases


@contextmanager
def charged(
    phases: Phases, facts: dict[str, Any], seconds: dict[str, float], protocol: Protocol
) -> Iterator[None]:
    """Add to a run what a fit was spared, where descriptions are kept.

    Args:
        phases: The model's own.
        facts: Of the run, so far. Get `charged_seconds`. If they do not say that the fit had the
            processor to itself, what is kept is forgotten: nobody is to be charged for that.
        seconds: Of the run, so far; its total grows.
        protocol: Says where descriptions are kept.
    """
    try:
        yield
    finally:
        seconds["total"] += phases.charged
        if protocol.features is not None:
            facts["charged_seconds"] = phases.charged
            if facts.get("contended", True):
                rmtree(protocol.features, ignore_errors=True)
