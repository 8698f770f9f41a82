"""The scales of accuracy against cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

LEAST, MOST = 0.005, 0.9995
"""Accuracies that can be drawn; what lies beyond is drawn there: log odds have no 0 and no 1."""

_TICKS = (0.01, 0.1, 0.25, 0.5, 0.75, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)


def widen(axes: Axes) -> None:
    """Show a factor of ten at the least: what costs nearly the same stands side by side."""
    low, high = axes.get_xlim()
    if high < 10 * low:
        middle, half = (low * high) ** 0.5, 10**0.5
        axes.set_xlim(middle / half, middle * half)


def spread(axes: Axes, rows: pd.DataFrame) -> None:
    """Scale accuracy by its log odds, so that 99 % lies as far from 98 % as 80 % from 67 %."""
    low = min(rows["accuracy"].min(), rows["low"].min())
    high = max(rows["accuracy"].max(), rows["high"].max())
    bottom = max((tick for tick in _TICKS if tick < low), default=LEAST)
    top = min((tick for tick in _TICKS if tick > high), default=MOST)
    axes.set_yscale("logit")
    axes.set_ylim(bottom, top)
    ticks = [tick for tick in _TICKS if bottom <= tick <= top]
    axes.set_yticks(ticks, [f"{100 * tick:g}" for tick in ticks])
    axes.set_yticks([], minor=True)
