"""Accuracies of models, family by family, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._best_by_family import FAMILIES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from reports.board import Board

_MARKERS = {"shallow": "s", "deep": "o"}
_COLOURS = {"shallow": 1, "deep": 2}  # in the palette, as in the other figures
_MOST_DOTS = 2000  # drawn as shapes; more make a large file
_SPREAD = 0.24  # of a row's height, either way


def families_figure(title: str, board: Board, names: dict[str, str]) -> Figure:
    """Draw a row a model and a dot a seed, the families below one another.

    Args:
        title: Plain text.
        board: The ranking of a data set.
        names: Of the models.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    rows = board.standings[board.standings["family"].isin(FAMILIES)]
    rows = rows.assign(deep=rows["family"].eq("deep")).sort_values("deep", kind="stable")
    by_model = {model: runs.sort_values("seed") for model, runs in board.rows.groupby("model")}
    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 1.5 + 0.36 * len(rows)), layout="constrained")
        axes = figure.subplots()
    palette, labelled = sns.color_palette("colorblind"), set()
    for place, (model, family) in enumerate(zip(rows["model"], rows["family"], strict=True)):
        accuracies = 100 * by_model[model]["accuracy"].to_numpy(float)
        heights = place + _heights(len(accuracies))
        label = family if family not in labelled else None
        labelled.add(family)
        style = {"marker": _MARKERS[family], "color": palette[_COLOURS[family]], "alpha": 0.75}
        dots = axes.scatter(accuracies, heights, s=24, linewidths=0, label=label, zorder=3, **style)
        dots.set_rasterized(len(board.rows) > _MOST_DOTS)
        axes.vlines(accuracies.mean(), place - 0.36, place + 0.36, color="black", zorder=4)
    axes.set_yticks(range(len(rows)), [names[str(model)] for model in rows["model"]])
    for text in axes.get_yticklabels():
        text.set_parse_math(False)
    changes = np.flatnonzero(np.diff(rows["deep"].to_numpy(int))) + 0.5
    for edge in changes:
        axes.axhline(edge, color="0.5", linewidth=1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set(xlabel="test accuracy (%)")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    figure.legend(loc="outside lower center", ncols=len(FAMILIES), fontsize="small")
    return figure


def _heights(n: int) -> np.ndarray:
    """Spread the seeds evenly over a row, in their order: equal accuracies stay apart."""
    return np.linspace(-_SPREAD, _SPREAD, n) if n > 1 else np.zeros(1)
