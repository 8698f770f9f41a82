"""The efficient front: what nothing cheaper beats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def front(rows: pd.DataFrame) -> pd.Index[int]:
    """Give the models that are more accurate than whatever costs no more, cheapest first.

    Args:
        rows: A row a model, with `cost` and `accuracy`.

    Returns:
        Their places in the index.
    """
    ordered = rows.sort_values(["cost", "accuracy"], ascending=[True, False])
    best = ordered["accuracy"].cummax().shift(fill_value=0.0)
    return ordered.index[ordered["accuracy"] > best]
