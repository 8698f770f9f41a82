"""Accuracy against what it costs, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports._blocks import Picture
from reports._points import LEAST, MOST, points

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from reports.board import Board
    from reports.evidence import Evidence

_COSTS = {
    "fit_seconds": "fit time (seconds)",
    "parameters": "parameters (learned and fitted)",
    "macs": "multiply-accumulates an image",
}
_TICKS = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
_MARKERS = {"floor": "X", "shallow": "s", "deep": "o"}


def trade_off(board: Board, evidence: Evidence, cost: str, name: str) -> Picture | None:
    """Draw accuracy against a cost, a point a model, and which of them nothing beats on both.

    Args:
        board: The ranking of one data set.
        evidence: Where the costs are from.
        cost: "fit_seconds", "parameters" or "macs".
        name: Of the picture.

    Returns:
        None where no model has this cost.
    """
    rows = points(board, evidence.table).dropna(subset=[cost])
    if rows.empty:
        return None
    rows["name"] = rows["model"].map(evidence.names)
    words = (
        f"{board.dataset}: mean test accuracy against {_COSTS[cost]}, with 95 % intervals over "
        "seeds and test images. The line joins the models that are more accurate than all cheaper "
        "ones; models that learn nothing are left out"
    )
    figure = _figure(f"{board.dataset}: accuracy against {_COSTS[cost]}", rows, cost)
    if board.refusal:
        _watermark(figure)
    return Picture(name, figure, words)


def _figure(title: str, rows: pd.DataFrame, cost: str) -> Figure:
    import seaborn as sns
    from matplotlib.figure import Figure

    colours = dict(zip(_MARKERS, sns.color_palette("colorblind"), strict=False))
    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    sns.scatterplot(
        rows,
        x=cost,
        y="accuracy",
        hue="family",
        style="family",
        palette=colours,
        markers=_MARKERS,
        s=90,
        ax=axes,
        zorder=3,
    )
    _front(axes, rows, cost)
    _intervals(axes, rows, cost)
    _labels(axes, rows, cost)
    axes.set(xscale="log", xlabel=_COSTS[cost], ylabel="test accuracy (%)")
    axes.margins(x=0.15)
    _widen(axes)
    _spread(axes, rows)
    axes.set_title(title, fontsize="medium", wrap=True)
    return figure


def _front(axes: Axes, rows: pd.DataFrame, cost: str) -> None:
    """Join the models that are more accurate than whatever costs no more."""
    ordered = rows.sort_values([cost, "accuracy"], ascending=[True, False])
    best = ordered["accuracy"].cummax().shift(fill_value=0.0)
    front = ordered[ordered["accuracy"] > best]
    axes.plot(
        front[cost],
        front["accuracy"],
        drawstyle="steps-post",
        color="0.6",
        linestyle="--",
        linewidth=1,
        zorder=1,
        label="front",
    )
    axes.legend()


def _watermark(figure: Figure) -> None:
    """Say across the picture that it ranks nothing."""
    figure.text(
        0.5, 0.5, "not rankable", fontsize=40, rotation=25, alpha=0.2, ha="center", va="center"
    )


def _widen(axes: Axes) -> None:
    """Show a factor of ten at the least: what costs nearly the same stands side by side."""
    low, high = axes.get_xlim()
    if high < 10 * low:
        middle, half = (low * high) ** 0.5, 10**0.5
        axes.set_xlim(middle / half, middle * half)


def _spread(axes: Axes, rows: pd.DataFrame) -> None:
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


def _intervals(axes: Axes, rows: pd.DataFrame, cost: str) -> None:
    several = rows.dropna(subset=["low"])
    low = several["accuracy"] - several["low"]
    high = several["high"] - several["accuracy"]
    axes.errorbar(
        several[cost],
        several["accuracy"],
        yerr=[low, high],
        fmt="none",
        ecolor="0.4",
        capsize=3,
        zorder=2,
    )


def _labels(axes: Axes, rows: pd.DataFrame, cost: str) -> None:
    for row in rows.to_dict("records"):
        place: Any = (row[cost], row["accuracy"])
        axes.annotate(
            row["name"],
            place,
            xytext=(7, 5),
            textcoords="offset points",
            fontsize="small",
            parse_math=False,
        )
