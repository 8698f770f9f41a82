"""Write changes as one page that needs no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._render import render_html
from reports.chapters_of_changes import chapters_of_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.results import Results
    from reports.change import Change


def changes_html(changes: Sequence[Change], old: Results, new: Results, *, tolerance: float) -> str:
    """Write what `chapters_of_changes` says of them as HTML.

    Args:
        changes: As `changes` gives them.
        old: The one folder.
        new: The other.
        tolerance: The loss of accuracy that was borne, as a share of 1.
    """
    title = f"{old.folder} against {new.folder}"
    return render_html(title, chapters_of_changes(changes, old, new, tolerance))
