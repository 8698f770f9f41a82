"""The report's tables and figures as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Grid
from reports._render import render_characters
from reports._save_figure import save_figure
from reports.escape_latex import escape_latex

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from reports._blocks import Picture, RunTable

_DOTS = 150  # an inch


def write_grid(grid: Grid | RunTable, folder: Path) -> None:
    """Write a table as CSV (RFC 4180) and, unless it lists runs, as LaTeX for booktabs."""
    grid.frame.to_csv(folder / f"{grid.name}.csv", index=False, lineterminator="\r\n")
    if isinstance(grid, Grid):
        (folder / f"{grid.name}.tex").write_text(_latex(grid.frame), encoding="ascii")


def _latex(frame: pd.DataFrame) -> str:
    style = frame.style.hide(axis="index")
    escaped = style.format(_escaped).format_index(_escaped, axis="columns")
    text = escaped.to_latex(hrules=True, column_format="l" * frame.shape[1])
    return (render_characters() if r"\depthbenchchar" in text else "") + text


def _escaped(cell: object) -> str:
    return escape_latex(str(cell))


def write_picture(picture: Picture, folder: Path) -> None:
    """Write a figure as SVG and as PNG; the same figure gives the same bytes."""
    (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8")
    path = folder / f"{picture.name}.png"
    save_figure(picture.figure, path, dpi=_DOTS, metadata={"Software": None})
