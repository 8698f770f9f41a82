"""The values that occur in a column, ready to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def values_of(column: pd.Series[str]) -> list[str]:
    """List them, each once and sorted; whole numbers as such, which gaps make floats of."""
    return sorted({_text(value) for value in column.dropna() if value != ""})


def _text(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if whole else str(value)
