"""What a model sees, as it is kept beside its run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from reports.explanations.sheet import Sheet

FOLDER = "explanations"
"""Where it lies in a run's folder."""

FILE, ARRAYS = "explanations.json", "sheets.npz"


@dataclass(frozen=True)
class Explanation:
    """Pictures and numbers.

    Args:
        facts: Plain data: of which model, how its maps are made, `faithfulness` and
            `randomisation` where they were measured.
        sheets: Pictures.
        tables: Numbers image by image, by the name of the file.
    """

    facts: dict[str, Any]
    sheets: Sequence[Sheet]
    tables: dict[str, pd.DataFrame]
