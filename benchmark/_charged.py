"""Seconds that an earlier run spent for this one as well."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmark.protocol import Protocol
    from models import Phases


def charged(phases: Phases, facts: Mapping[str, Any], protocol: Protocol) -> dict[str, float]:
    """Give the column, where descriptions are kept, and forget what nobody is to be charged.

    Args:
        phases: The model's own.
        facts: Of the run, so far: what it kept while others had the processor took too long.
        protocol: Says where descriptions are kept.
    """
    if protocol.features is None:
        return {}
    if facts["contended"]:
        rmtree(protocol.features, ignore_errors=True)
    return {"charged_seconds": phases.charged}
