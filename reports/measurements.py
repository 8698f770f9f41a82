"""Sum up what suites measured on a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Grid, Picture
from reports._render import render_markdown
from reports.chapter import Chapter
from reports.sections.costs import Costs
from reports.sections.environment import Environment
from reports.sections.failures import Failures
from reports.sections.ranking import Ranking
from reports.sections.speed import Speed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports._blocks import Block
    from reports.evidence import Evidence

_SECTIONS = (Speed(), Ranking(), Costs(), Failures(), Environment())


def measurements(suites: Sequence[Evidence], command: str, folder: Path) -> str:
    """Write Markdown: hardware, versions, dates and command, and each suite's tables.

    Args:
        suites: What each suite's results folder shows.
        command: That measured it.
        folder: Where it is going to lie.
    """
    chapters = [chapter for suite in suites for chapter in _chapters(suite)]
    text = render_markdown(_title(suites), chapters, folder.name)
    heading, _, rest = text.partition("\n")
    return f"{heading}\n\n```\n{command}\n```\n{rest}"


def _title(suites: Sequence[Evidence]) -> str:
    tables = [suite.table for suite in suites]
    devices = sorted({each for table in tables for each in table["device"].dropna()})
    processors = sorted({each for table in tables for each in table["processor"].dropna()})
    days = sorted({each[:10] for table in tables for each in table["started_at"].dropna() if each})
    hardware = f"{', '.join(devices)} beside {', '.join(processors)}"
    return f"{hardware}, {' to '.join(dict.fromkeys([*days[:1], *days[-1:]]))}"


def _chapters(suite: Evidence) -> list[Chapter]:
    name = ", ".join(sorted(suite.table["suite"].unique()))
    chapters = []
    for section in _SECTIONS:
        blocks: list[Block] = [
            each
            for each in section.body(suite)
            if not isinstance(each, Picture) and not (isinstance(each, Grid) and each.summary)
        ]
        if blocks:
            chapters.append(Chapter(f"{name}: {section.title}", blocks))
    return chapters
