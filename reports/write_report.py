"""Make the report of a results folder."""

from __future__ import annotations

import json
import os
from itertools import chain
from shutil import rmtree
from typing import TYPE_CHECKING

from benchmark.usage_error import UsageError
from reports._blocks import Grid, Picture, RunTable
from reports._files import write_grid, write_picture
from reports._render import render_html, render_markdown
from reports.chapters_of import chapters_of
from reports.chromium import chromium
from reports.formats import FORMATS
from reports.notebook_changed import notebook_changed
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
    only if they were asked for: older ones, which might tell of another table, are removed. An
    older report stays as it is until the new one is whole.

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
    folder = evidence.results.folder
    report, draft = folder / "report", folder / f".report.{os.getpid()}.part"
    _check(report, formats)
    try:
        _write(evidence, draft, formats)
        _swap(draft, report)
    finally:
        rmtree(draft, ignore_errors=True)
    html = report / FORMATS["html"]
    if browser is not None:
        print_pdf(browser, html, report / FORMATS["pdf"])
    return html


def _check(report: Path, formats: Collection[str]) -> None:
    notebook = report / FORMATS["notebook"]
    if "notebook" in formats and notebook_changed(notebook):
        raise UsageError(
            f"{notebook} was changed since it was written; "
            "rename it to keep it, or remove it to have it written anew"
        )


def _write(evidence: Evidence, folder: Path, formats: Collection[str]) -> None:
    chapters = chapters_of(evidence)
    tables, figures = folder / "tables", folder / "figures"
    for each in (tables, figures):
        each.mkdir(parents=True)
    _write_parts(chapters, tables, figures)
    title = f"depthbench: {', '.join(sorted(evidence.table['suite'].unique()))}"
    (folder / "report.md").write_text(
        render_markdown(title, chapters, figures.name), encoding="utf-8"
    )
    _write_claims(evidence, folder / "claims.json")
    (folder / FORMATS["html"]).write_text(render_html(title, chapters), encoding="utf-8")
    if "latex" in formats:
        write_latex(title, chapters, folder / FORMATS["latex"])
    if "notebook" in formats:
        write_notebook(evidence, folder / FORMATS["notebook"])


def _swap(draft: Path, report: Path) -> None:
    """Put a report in place of an older one, of which a notebook that was worked on stays."""
    notebook = report / FORMATS["notebook"]
    if notebook_changed(notebook):
        notebook.replace(draft / notebook.name)
    rmtree(report, ignore_errors=True)
    draft.replace(report)


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
