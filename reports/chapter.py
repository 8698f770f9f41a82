"""A section's heading and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports._blocks import Block


@dataclass(frozen=True)
class Chapter:
    """A section's heading and what it says.

    Args:
        title: Plain text.
        blocks: In order.
        name: For links and styles: small letters and "_"; empty if nothing needs it.
    """

    title: str
    blocks: list[Block]
    name: str = ""
