"""What the report of a results folder says, whatever it is written as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.plugins import SECTIONS
from reports.chapter import Chapter

if TYPE_CHECKING:
    from reports.evidence import Evidence


def chapters_of(evidence: Evidence) -> list[Chapter]:
    """Ask every section, in their order; those that have nothing to say are left out.

    Args:
        evidence: What a results folder shows.
    """
    sections = {name: SECTIONS.make(name) for name in SECTIONS.names}
    ordered = sorted(sections.items(), key=lambda each: each[1].order)
    written = [Chapter(each.title, each.body(evidence), name) for name, each in ordered]
    return [chapter for chapter in written if chapter.blocks]
