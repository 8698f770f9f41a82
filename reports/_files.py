"""The report's tables and figures as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reports._blocks import Grid, Picture

_DOTS = 150  # an inch


def write_grid(grid: Grid, folder: Path) -> None:
    """Write a table as CSV, and as LaTeX for the package booktabs."""
    grid.frame.to_csv(folder / f"{grid.name}.csv", index=False)
    style = grid.frame.style.hide(axis="index")
    escaped = style.format(escape="latex").format_index(escape="latex", axis="columns")
    text = escaped.to_latex(hrules=True, column_format="l" * grid.frame.shape[1])
    (folder / f"{grid.name}.tex").write_text(text, encoding="utf-8")


def write_picture(picture: Picture, folder: Path) -> None:
    """Write a figure as SVG and as PNG; the same figure gives the same bytes."""
    (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8")
    picture.figure.savefig(folder / f"{picture.name}.png", dpi=_DOTS, metadata={"Software": None})
