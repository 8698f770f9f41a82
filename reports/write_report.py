"""Make the report of a results folder."""

from __future__ import annotations

import json
from itertools import chain
from shutil import rmtree
from typing import TYPE_CHECKING

from reports._blocks import Grid, Picture, RunTable
from reports._files import write_grid, write_picture
from reports._render import render_html, render_markdown
from reports.chapters_of import chapters_of

if TYPE_CHECKING:
    from pathlib import Path

    from reports.evidence import Evidence


def write_report(evidence: Evidence) -> Path:
    """Write the folder `report`, in place of an older one.

    In it are `index.html`, one file that needs no other, `report.md`, `claims.json`, `tables` as
    CSV and LaTeX, and `figures` as SVG and PNG.

    Args:
        evidence: What a results folder shows; the report goes into it.

    Returns:
        Where the HTML report lies.
    """
    chapters = chapters_of(evidence)
    report = evidence.results.folder / "report"
    tables, figures = report / "tables", report / "figures"
    rmtree(report, ignore_errors=True)
    for folder in (tables, figures):
        folder.mkdir(parents=True)
    for block in chain.from_iterable(chapter.blocks for chapter in chapters):
        if isinstance(block, Grid | RunTable):
            write_grid(block, tables)
        elif isinstance(block, Picture):
            write_picture(block, figures)
    title = f"depthbench: {', '.join(sorted(evidence.table['suite'].unique()))}"
    (report / "report.md").write_text(
        render_markdown(title, chapters, figures.name), encoding="utf-8"
    )
    claims = [claim.as_dict() for claim in evidence.claims]
    (report / "claims.json").write_text(json.dumps(claims, indent=1) + "\n", encoding="utf-8")
    html = report / "index.html"
    html.write_text(render_html(title, chapters), encoding="utf-8")
    return html
