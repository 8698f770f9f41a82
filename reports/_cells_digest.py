"""By what a notebook is known to be as it was written."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def cells_digest(cells: Iterable[dict[str, Any]]) -> str:
    """Sum up kinds and sources of the cells that are not empty; to run them changes nothing.

    Args:
        cells: As a notebook's JSON has them: a source is a text, or its lines.
    """
    sources = [(str(cell["cell_type"]), "".join(cell["source"]).strip()) for cell in cells]
    return sha256(repr([each for each in sources if each[1]]).encode()).hexdigest()
