"""What the page on two results folders says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports._accuracy_changes import accuracy_changes
from reports._blocks import Grid, Paragraph
from reports._both_sides import environments_of, keys_of
from reports._change_grids import change_grids
from reports._short_names import short_names
from reports._time_changes import time_changes
from reports._verdicts import tests_of, verdicts_of
from reports.chapter import Chapter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.results import Results
    from reports._blocks import Block
    from reports.change import Change


def chapters_of_changes(
    changes: Sequence[Change], old: Results, new: Results, tolerance: float
) -> list[Chapter]:
    """Give the verdicts, figures, tables of all, and what the two folders were made with.

    Args:
        changes: As `changes` gives them.
        old: The one folder.
        new: The other.
        tolerance: The loss of accuracy that was borne, as a share of 1.
    """
    names = short_names(sorted({change.model for change in changes}))
    pictures = [*accuracy_changes(changes, names, tolerance), *time_changes(changes, names)]
    longer = {name: spec for spec, name in names.items() if name != spec}
    chapters = [
        Chapter("What changed", [*_said(changes), *pictures]),
        Chapter("All changes", [Paragraph(_EXPLANATION), *change_grids(changes, names)]),
        Chapter("Keys", [Paragraph(_KEYS), Grid("keys", keys_of(old, new))]),
        Chapter(
            "Environment", [Paragraph(_MARKED), Grid("environment", environments_of(old, new))]
        ),
        Chapter("Tests", [Paragraph(f"{test}.") for test in tests_of(changes)]),
        Chapter("Models", [Grid("models", _grid(longer))] if longer else []),
    ]
    return [chapter for chapter in chapters if chapter.blocks]


_EXPLANATION = (
    "Accuracy: means over seeds; a regression is a loss beyond the tolerance that differs from 0, "
    "and no regression is claimed only where a larger loss is ruled out. Times: medians. In "
    "brackets the 95 % interval, each comparison's own; p is corrected for all of its kind. "
    "Runs: how many old, how many new."
)
_KEYS = (
    "Accuracies are compared where the accuracy keys agree, times where the timing keys do; which "
    "a data set has on either side."
)
_MARKED = "What the rows of either folder carry. Lines that differ are marked."


def _said(changes: Sequence[Change]) -> list[Block]:
    regressions = [change.text for change in changes if change.verdict == "regression"]
    said = verdicts_of(changes) + ("" if regressions else " No regression is shown.")
    return [Paragraph(said), *(Paragraph(each) for each in regressions)]


def _grid(longer: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"model": list(longer), "settings": list(longer.values())})
