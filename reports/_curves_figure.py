"""Learning curves as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd
    from matplotlib.figure import Figure

    from reports.look import Look

_THICK, _THIN = 2.4, 1.0


def curves_figure(
    title: str, points: pd.DataFrame, best: Collection[str], looks: Mapping[str, Look]
) -> Figure:
    """Draw accuracy against training images, a line a model.

    Args:
        title: Plain text.
        points: `model`, `family`, `n_train`, `accuracy`, `low`, `high`, in the order of models.
        best: Models whose lines are thick.
        looks: By model.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    for name, own in points.groupby("model", sort=False):
        look = looks[str(name)]
        centre = 100 * own["accuracy"]
        axes.errorbar(
            own["n_train"],
            centre,
            yerr=[centre - 100 * own["low"], 100 * own["high"] - centre],
            color=look.colour,
            linestyle=look.dash,
            marker=look.marker,
            linewidth=_THICK if name in best else _THIN,
            elinewidth=1,
            capsize=3,
            label=str(name),
        )
    sizes = sorted(points["n_train"].unique())
    axes.set(xscale="log", xlabel="training images", ylabel="test accuracy (%)")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_xticks([], minor=True)
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    for each in axes.legend(fontsize="small").get_texts():
        each.set_parse_math(False)
    return figure
