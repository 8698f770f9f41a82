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
from reports.chromium import chromium
from reports.clear_formats import clear_formats
from reports.formats import FORMATS
from reports.print_pdf import print_pdf
from reports.write_latex import write_latex
from reports.write_notebook import write_notebook

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from reports.chapter import Chapter
    from reports.evidence import Evidence


def write_report(evidence: Evidence, formats: Collection[str] = ()) -> Path:
    """Write the folder `report`, in place of an older one.

    In it are `index.html`, one file that needs no other, `report.md`, `claims.json`, `tables` as
    CSV and LaTeX, and `figures` as SVG and PNG. A PDF, a section of LaTeX and a notebook are there
    only if they were asked for: older ones, which might tell of another table, are removed.

    Args:
        evidence: What a results folder shows; the report goes into it.
        formats: Of `FORMATS`, what to write besides.

    Returns:
        Where the HTML report lies.

    Raises:
        UsageError: Of a PDF without a browser, or a notebook in place of one that was changed.
        OSError: If the browser fails; all else is written then.
    """
    browser = chromium() if "pdf" in formats else None
    report = evidence.results.folder / "report"
    clear_formats(report, formats)
    chapters = chapters_of(evidence)
    tables, figures = report / "tables", report / "figures"
    for folder in (tables, figures):
        rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _write_parts(chapters, tables, figures)
    title = f"depthbench: {', '.join(sorted(evidence.table['suite'].unique()))}"
    (report / "report.md").write_text(
        render_markdown(title, chapters, figures.name), encoding="utf-8"
    )
    _write_claims(evidence, report / "claims.json")
    html = report / "index.html"
    html.write_text(render_html(title, chapters), encoding="utf-8")
    if "latex" in formats:
        write_latex(title, chapters, report / FORMATS["latex"])
    if "notebook" in formats:
        write_notebook(evidence, report / FORMATS["notebook"])
    if browser is not None:
        print_pdf(browser, html, report / FORMATS["pdf"])
    return html


def _write_parts(chapters: Sequence[Chapter], tables: Path, figures: Path) -> None:
    for block in chain.from_iterable(chapter.blocks for chapter in chapters):
        if isinstance(block, Grid | RunTable):
            write_grid(block, tables)
        elif isinstance(block, Picture):
            write_picture(block, figures)


def _write_claims(evidence: Evidence, path: Path) -> None:
    """Write a claim a line; its runs are those of both models with its seeds, and not named."""
    claims = [claim.as_dict() for claim in evidence.claims]
    lines = [json.dumps({name: each[name] for name in each if name != "rows"}) for each in claims]
    text = ",\n".join(lines)
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")
