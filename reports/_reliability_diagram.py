"""Accuracy against confidence, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports.statistics.reliability import BINS, Reliability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from reports._calibration_of import Calibrated, Probabilities

_LINES = {
    "after": ("s", "-", 5),
    "before": ("o", ":", 9),
}  # marker, line, size; hollow above filled


def reliability_diagram(models: Mapping[str, Sequence[Calibrated]]) -> Figure:
    """Draw it before and after temperature scaling, a column a model, with images below.

    Args:
        models: By name, a calibration a seed; the images of all seeds are put together.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    palette = sns.color_palette("colorblind")
    colours = {"before": palette[1], "after": palette[0]}
    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(max(4.2, 3.6 * len(models)), 4.8), layout="constrained")
        axes = figure.subplots(
            2, len(models), sharex=True, sharey="row", squeeze=False, height_ratios=(3, 1)
        )
    for column, (name, runs) in enumerate(models.items()):
        top, bottom = axes[:, column]
        top.plot([0, 100], [0, 100], color="0.6", linestyle="--", linewidth=1)
        for label, found in _together(runs).items():
            _draw(top, bottom, label, found, colours[label])
        top.set_title(name, fontsize="medium", parse_math=False)
        top.set(xlim=(-2, 102), ylim=(-2, 102), aspect="auto")
        bottom.set(yscale="log", xlabel="probability of the likeliest class (%)")
        bottom.set_ylim(bottom=0.5)
        top.legend(loc="upper left", fontsize="small")
    axes[0, 0].set_ylabel("accuracy (%)")
    axes[1, 0].set_ylabel("images")
    axes[1, 0].yaxis.set_major_formatter("{x:,.0f}")
    return figure


def _together(runs: Sequence[Calibrated]) -> dict[str, Reliability]:
    before = [each.before for each in runs if each.before is not None]
    after = {"after": _pooled([each.after for each in runs])}
    return after | ({"before": _pooled(before)} if len(before) == len(runs) else {})


def _pooled(runs: Sequence[Probabilities]) -> Reliability:
    return Reliability.of(
        np.concatenate([each.confidence for each in runs]),
        np.concatenate([each.right for each in runs]),
    )


def _draw(
    top: Axes, bottom: Axes, label: str, found: Reliability, colour: tuple[float, ...]
) -> None:
    marker, line, size = _LINES[label]
    there = found.counts > 0
    x, y = 100 * found.confidence[there], 100 * found.accuracy[there]
    filled = "none" if label == "before" else colour
    style = {"marker": marker, "markersize": size, "markerfacecolor": filled}
    top.plot(x, y, line, color=colour, label=label, **style)
    edges = np.linspace(0, 100, BINS + 1)
    bottom.stairs(found.counts, edges, color=colour, linestyle=line, linewidth=1.5, baseline=None)
