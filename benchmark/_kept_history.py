"""The epochs of a run's training, as it left them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def kept_history(path: Path) -> list[dict[str, Any]]:
    """Give one entry an epoch; none where the file is gone or damaged.

    Args:
        path: Of `history.json`.
    """
    try:
        history = json.loads(path.read_text())
    except (OSError, ValueError):
        return []
    well = isinstance(history, list) and all(isinstance(each, dict) for each in history)
    return history if well else []
