"""How a quantity of a study is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """A drawing of one quantity: theory as lines, measurements as marks with intervals.

    Args:
        quantity: Of the points that are drawn.
        x: Words at the horizontal axis, with the unit.
        y: Words at the vertical axis, with the unit.
        log_x: Whether the horizontal axis is logarithmic.
        log_y: Whether the vertical axis is.
    """

    quantity: str
    x: str
    y: str
    log_x: bool = True
    log_y: bool = True
