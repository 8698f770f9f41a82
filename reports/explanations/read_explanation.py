"""Read what a model sees, as it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from reports.explanations.explanation import ARRAYS, FILE, Explanation
from reports.explanations.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path


def read_explanation(folder: Path) -> Explanation | None:
    """Read what `write_explanation` wrote, without its tables.

    Args:
        folder: Where.

    Returns:
        None if it is gone or damaged.
    """
    try:
        facts = json.loads((folder / FILE).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS) as arrays:
            sheets = [Sheet.of(each, arrays) for each in facts.pop("sheets")]
    except (OSError, ValueError, KeyError, TypeError, BadZipFile):
        return None
    return Explanation(facts, sheets, {})
