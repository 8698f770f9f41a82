"""The report's tables and figures as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Grid

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from reports._blocks import Picture, RunTable

_DOTS = 150  # an inch


def write_grid(grid: Grid | RunTable, folder: Path) -> None:
    """Write a table as CSV and, but for a list of runs, as LaTeX for the package booktabs."""
    grid.frame.to_csv(folder / f"{grid.name}.csv", index=False)
    if isinstance(grid, Grid):
        (folder / f"{grid.name}.tex").write_text(_latex(grid.frame), encoding="utf-8")


def _latex(frame: pd.DataFrame) -> str:
    style = frame.style.hide(axis="index")
    escaped = style.format(escape="latex").format_index(escape="latex", axis="columns")
    return escaped.to_latex(hrules=True, column_format="l" * frame.shape[1])


def write_picture(picture: Picture, folder: Path) -> None:
    """Write a figure as SVG and as PNG; the same figure gives the same bytes."""
    (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8")
    picture.figure.savefig(folder / f"{picture.name}.png", dpi=_DOTS, metadata={"Software": None})
