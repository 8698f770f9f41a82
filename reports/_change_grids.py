"""All changes as tables of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports._amount import amount, shift, span
from reports._blocks import Grid, Paragraph
from reports._words import MISSING, p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._blocks import Block
    from reports.change import Change

_QUANTITIES = {
    "fit_seconds": "fit",
    "image_seconds": "image, in batches",
    "predict_one_seconds": "one image alone",
}


def change_grids(changes: Sequence[Change], names: dict[str, str]) -> list[Block]:
    """List the changes data set by data set, and after each what was said of them in words.

    Args:
        changes: By data set.
        names: Of models, by spec string.
    """
    blocks: list[Block] = []
    for number, dataset in enumerate(dict.fromkeys(change.dataset for change in changes), 1):
        mine = [change for change in changes if change.dataset == dataset]
        rows = pd.DataFrame([_head(change, names) | _numbers(change) for change in mine])
        blocks += [Paragraph(f"{dataset}:"), Grid(f"changes_{number}", rows)]
        told = [
            _head(change, names) | {"reason": change.reason} for change in mine if change.reason
        ]
        if told:
            reasons = Grid(f"reasons_{number}", pd.DataFrame(told))
            blocks += [Paragraph(f"{dataset}, what is missing or amiss:"), reasons]
    return blocks


def _head(change: Change, names: dict[str, str]) -> dict[str, str]:
    quantity = _QUANTITIES.get(change.quantity, change.quantity)
    return {"model": names[change.model], "quantity": quantity, "verdict": change.verdict}


def _numbers(change: Change) -> dict[str, str]:
    quantity, low, high = change.quantity, change.low, change.high
    between = "" if low is None or high is None else f" ({span(quantity, low, high)})"
    known = change.difference is not None
    return {
        "old": MISSING if change.old is None else amount(quantity, change.old),
        "new": MISSING if change.new is None else amount(quantity, change.new),
        "difference": f"{shift(quantity, change.difference or 0.0)}{between}" if known else MISSING,
        "ratio": MISSING if change.ratio is None else f"{change.ratio:.2f}",
        "p": MISSING if change.p is None else p_value(change.p),
        "runs": f"{change.n_old}, {change.n_new}",
    }
