"""Make the report of a results folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.plugins import SECTIONS
from benchmark.table import read_table
from reports._render import render_html, render_markdown

if TYPE_CHECKING:
    import pandas as pd

    from reports._blocks import Block


@dataclass(frozen=True)
class Chapter:
    """A section's heading and what it says."""

    title: str
    blocks: list[Block]


def write_report(folder: Path) -> Path:
    """Write `report/report.html` and `report/report.md`, from the table alone.

    Args:
        folder: The results folder.

    Returns:
        Where the HTML report lies.

    Raises:
        UsageError: If the folder holds no results.
    """
    table = read_table(folder)
    chapters = _chapters(table)
    report = folder / "report"
    report.mkdir(exist_ok=True)
    title = f"depthbench: {', '.join(sorted(table['suite'].unique()))}"
    (report / "report.md").write_text(
        render_markdown(title, chapters, report / "figures"), encoding="utf-8"
    )
    html = report / "report.html"
    html.write_text(render_html(title, chapters), encoding="utf-8")
    return html


def _chapters(table: pd.DataFrame) -> list[Chapter]:
    sections = [SECTIONS.make(name) for name in SECTIONS.names]
    written = [
        Chapter(section.title, section.body(table))
        for section in sorted(sections, key=lambda section: section.order)
    ]
    return [chapter for chapter in written if chapter.blocks]
