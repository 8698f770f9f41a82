"""The phases of runs, by the names that they have in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def phases_of(table: pd.DataFrame) -> dict[str, str]:
    """Give the column of each phase that some run has seconds of, by its name."""
    return {
        name.removeprefix("phase_").removesuffix("_seconds").replace("_", " "): name
        for name in map(str, table)
        if name.startswith("phase_") and table[name].notna().any()
    }
