"""Training and test error against dimensions, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from reports._noise_curves import NoiseCurves
    from reports.evidence import Evidence

SIDES: Mapping[str, str] = {"train_accuracy": "training error", "accuracy": "test error"}


def noise_figure(
    title: str, curves: NoiseCurves, models: Sequence[str], evidence: Evidence
) -> Figure:
    """Draw means over seeds with their 95 % intervals, a line a model.

    Args:
        title: Plain text.
        curves: Errors by number of dimensions.
        models: Spec strings.
        evidence: What models are called and how they look.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(8.5, 4.5), layout="constrained")
        both = figure.subplots(1, len(SIDES), sharey=True)
    for axes, (column, words) in zip(both, SIDES.items(), strict=True):
        for model in models:
            _draw(axes, curves.errors(model, column), model, evidence)
        sizes = list(curves.boards)
        axes.set(xscale="log", xlabel="dimensions, noise included", ylabel=f"{words} (%)")
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.set_xticks([], minor=True)
    figure.suptitle(title, fontsize="medium", wrap=True, parse_math=False)
    handles, labels = both[-1].get_legend_handles_labels()
    if handles:
        legend = figure.legend(handles, labels, loc="outside lower center", ncols=3)
        for each in legend.get_texts():
            each.set_parse_math(False)
            each.set_fontsize("small")
    return figure


def mean_errors(errors: pd.DataFrame) -> pd.DataFrame:
    """Give `size`, `mean`, `low` and `high`, a row a number of dimensions.

    Args:
        errors: A row a seed, a column a number.
    """
    known = errors if len(errors) else errors.iloc[:, :0]
    means = {size: MeanInterval.of(values.tolist()) for size, values in known.items()}
    rows = [(size, each.mean, each.low, each.high) for size, each in means.items()]
    return pd.DataFrame(rows, columns=["size", "mean", "low", "high"])


def _draw(axes: Axes, errors: pd.DataFrame, model: str, evidence: Evidence) -> None:
    points, look = mean_errors(errors), evidence.looks[model]
    if points.empty:
        return
    percent = 100 * points
    axes.errorbar(
        points["size"],
        percent["mean"],
        yerr=[percent["mean"] - percent["low"], percent["high"] - percent["mean"]],
        color=look.colour,
        linestyle=look.dash,
        marker=look.marker,
        markersize=4,
        elinewidth=1,
        capsize=3,
        label=evidence.names[model],
    )
