"""Remove what an older report was written as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.usage_error import UsageError
from reports.formats import FORMATS
from reports.notebook_changed import notebook_changed

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def clear_formats(report: Path, formats: Collection[str]) -> None:
    """Remove PDF, LaTeX and notebook, which might tell of another table; not what a reader wrote.

    Args:
        report: The folder.
        formats: What is about to be written.

    Raises:
        UsageError: If a notebook that was changed is about to be written anew.
    """
    notebook = report / FORMATS["notebook"]
    changed = notebook_changed(notebook)
    if changed and "notebook" in formats:
        raise UsageError(
            f"{notebook} was changed since it was written; "
            "rename it to keep it, or remove it to have it written anew"
        )
    kept = {FORMATS["html"], notebook.name} if changed else {FORMATS["html"]}
    for name in FORMATS.values():
        if name not in kept:
            (report / name).unlink(missing_ok=True)
