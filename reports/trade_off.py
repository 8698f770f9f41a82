"""Accuracy against what it costs, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports._blocks import Picture
from reports._front import front
from reports._label import label
from reports._points import points
from reports._scales import LEAST, MOST, spread, widen
from reports._told import tell
from reports._words import count, interval, percent, seconds
from reports.look import MARKERS

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
_ACCURACIES = ["accuracy", "low", "high"]


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
    rows = points(board, evidence).dropna(subset=[cost])
    rows = rows[rows["family"].isin(MARKERS)].copy()
    if rows.empty:
        return None
    rows["name"] = rows["model"].map(evidence.names)
    words = (
        f"{board.title}: mean test accuracy against {_COSTS[cost]}, with 95 % intervals over "
        f"{_over(board)}. The line joins the models that are more accurate than all cheaper ones; "
        "floors that learn nothing are left out"
    )
    rows["cost"] = rows[cost]
    rows["values"] = [_values(row, cost) for row in rows.to_dict("records")]
    best = front(rows)
    rows[_ACCURACIES] = rows[_ACCURACIES].clip(LEAST, MOST)
    figure = _figure(evidence, rows, best, cost)
    if board.refusal:
        _watermark(figure)
    return Picture(name, figure, words)


def _over(board: Board) -> str:
    if len(board.seeds) == 1:
        return "test images"
    return "seeds and test images" if board.by_image else "seeds"


def _figure(evidence: Evidence, rows: pd.DataFrame, best: pd.Index[int], cost: str) -> Figure:
    import seaborn as sns
    from matplotlib.figure import Figure
    from matplotlib.ticker import LogLocator

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 5), layout="constrained")
        axes = figure.subplots()
    _draw_front(axes, rows.loc[best])
    _draw_points(axes, rows, evidence)
    axes.set(xscale="log", xlabel=_COSTS[cost], ylabel="mean test accuracy (%)")
    if cost == "fit_seconds":
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("")
    axes.margins(x=0.15)
    widen(axes)
    spread(axes, rows)
    _explain(axes, rows)
    label(axes, rows, best)
    return figure


def _draw_points(axes: Axes, rows: pd.DataFrame, evidence: Evidence) -> None:
    """Draw a point with its interval for each model, each a part of its own."""
    for row in rows.to_dict("records"):
        look = evidence.looks[str(row["model"])]
        spread = [[row["accuracy"] - row["low"]], [row["high"] - row["accuracy"]]]
        axes.errorbar(
            row["cost"], row["accuracy"], yerr=spread, fmt="none", ecolor="0.4", capsize=3, zorder=2
        )
        (point,) = axes.plot(
            row["cost"],
            row["accuracy"],
            look.marker,
            color=look.colour,
            markeredgecolor="white",
            markersize=10,
            zorder=3,
        )
        tell(point, row["values"])


def _values(row: dict[Any, Any], cost: str) -> str:
    paid = seconds(row["cost"]) if cost == "fit_seconds" else count(row["cost"])
    within = interval(row["low"], row["high"])
    return f"{row['name']}: {percent(row['accuracy'])} ({within}); {_COSTS[cost]}: {paid}"


def _draw_front(axes: Axes, rows: pd.DataFrame) -> None:
    axes.plot(
        rows["cost"],
        rows["accuracy"],
        drawstyle="steps-post",
        color="0.6",
        linestyle="--",
        linewidth=1,
        zorder=1,
        label="front",
    )


def _explain(axes: Axes, rows: pd.DataFrame) -> None:
    """Say what markers and line stand for."""
    present = [family for family in MARKERS if rows["family"].eq(family).any()]
    for family in present:
        axes.plot([], [], MARKERS[family], color="0.35", markersize=9, label=family)
    axes.legend(fontsize="small")


def _watermark(figure: Figure) -> None:
    """Say across the picture that it ranks nothing."""
    figure.text(
        0.5, 0.5, "not rankable", fontsize=40, rotation=25, alpha=0.2, ha="center", va="center"
    )
