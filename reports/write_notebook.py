"""The table as a notebook, for those who want to go on from there."""

from __future__ import annotations

from re import MULTILINE, split, sub
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports._cells_digest import cells_digest

if TYPE_CHECKING:
    from pathlib import Path

    from reports.evidence import Evidence

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def write_notebook(evidence: Evidence, path: Path) -> None:
    """Write a Jupyter notebook, not yet run, that reads the table beside the folder `report`.

    The same results give the same bytes. What comes from data stands in it by `repr` alone.

    Args:
        evidence: What a results folder shows.
        path: Where the notebook goes.
    """
    from nbformat import validate, writes
    from nbformat.v4 import new_notebook

    cells = _cells(_source(evidence))
    metadata = {"kernelspec": _KERNEL, "depthbench": cells_digest(cells)}
    notebook = new_notebook(cells=cells, metadata=metadata)
    validate(notebook)
    path.write_text(writes(notebook) + "\n", encoding="utf-8")


def _source(evidence: Evidence) -> str:
    """Give the cells as a program, each below a line that begins with "# %%"."""
    # A dollar sign in a label would begin a formula.
    names = [(model, name.replace("$", r"\$")) for model, name in sorted(evidence.names.items())]
    runs = evidence.table[evidence.table["control_of"].isna()]
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=False,  # noqa: S701 - no HTML: what is filled in goes through repr
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=ascii,
    )
    return environment.get_template("notebook.py.j2").render(
        datasets=sorted(map(str, runs["dataset"].unique())), names=names
    )


def _cells(source: str) -> list[Any]:
    from nbformat.v4 import new_code_cell, new_markdown_cell

    parts = split(r"^# %%(.*)\n", source, flags=MULTILINE)[1:]
    return [
        new_markdown_cell(sub(r"^# ?", "", text.strip(), flags=MULTILINE), id=f"cell-{number}")
        if "markdown" in kind
        else new_code_cell(text.strip(), id=f"cell-{number}")
        for number, (kind, text) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1)
    ]
