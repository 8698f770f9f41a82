"""Accuracies of models, family by family, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._best_by_family import FAMILIES
from reports._told import tell
from reports._words import plural
from reports.look import MARKERS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from reports.board import Board
    from reports.evidence import Evidence
    from reports.look import Look

_MOST_DOTS = 2000  # drawn as shapes; more make a large file
_SPREAD = 0.24  # of a row's height, either way


def families_figure(title: str, board: Board, evidence: Evidence) -> Figure:
    """Draw a row a model and a dot a seed, the families below one another.

    Args:
        title: Plain text.
        board: The ranking of a data set.
        evidence: What it is a part of.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    rows = board.standings[board.standings["family"].isin(FAMILIES)]
    rows = rows.assign(deep=rows["family"].eq("deep")).sort_values("deep", kind="stable")
    by_model = {model: runs.sort_values("seed") for model, runs in board.rows.groupby("model")}
    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 1.5 + 0.36 * len(rows)), layout="constrained")
        axes = figure.subplots()
    for place, model in enumerate(rows["model"]):
        accuracies = 100 * by_model[model]["accuracy"].to_numpy(float)
        dots = _draw(axes, place, accuracies, evidence.looks[str(model)])
        dots.set_rasterized(len(board.rows) > _MOST_DOTS)
        tell(dots, _values(evidence.names[str(model)], accuracies))
    for family in FAMILIES:
        axes.plot([], [], MARKERS[family], color="0.35", label=family)
    axes.set_yticks(range(len(rows)), [evidence.names[str(model)] for model in rows["model"]])
    for text in axes.get_yticklabels():
        text.set_parse_math(False)
    for edge in np.flatnonzero(np.diff(rows["deep"].to_numpy(int))) + 0.5:
        axes.axhline(edge, color="0.5", linewidth=1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set(xlabel="test accuracy (%)")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    figure.legend(loc="outside lower center", ncols=len(FAMILIES), fontsize="small")
    return figure


def _draw(axes: Axes, place: int, accuracies: NDArray[np.float64], look: Look) -> PathCollection:
    """Draw the seeds of a model, and a bar at their mean."""
    style = {"marker": look.marker, "color": look.colour, "alpha": 0.75, "zorder": 3}
    heights = place + _heights(len(accuracies))
    dots = axes.scatter(accuracies, heights, s=24, linewidths=0, **style)
    axes.vlines(accuracies.mean(), place - 0.36, place + 0.36, color="black", zorder=4)
    return dots


def _values(name: str, accuracies: NDArray[np.float64]) -> str:
    low, mean, high = accuracies.min(), accuracies.mean(), accuracies.max()
    seeds = plural(len(accuracies), "seed")
    return f"{name}: mean {mean:.2f} %, {low:.2f} to {high:.2f} % over {seeds}"


def _heights(n: int) -> np.ndarray:
    """Spread the seeds evenly over a row, in their order: equal accuracies stay apart."""
    return np.linspace(-_SPREAD, _SPREAD, n) if n > 1 else np.zeros(1)
