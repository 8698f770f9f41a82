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
    sections = [SECTIONS.make(name) for name in SECTIONS.names]
    written = [
        Chapter(section.title, section.body(evidence))
        for section in sorted(sections, key=lambda section: section.order)
    ]
    return [chapter for chapter in written if chapter.blocks]
