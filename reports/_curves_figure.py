"""Learning curves as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd
    from matplotlib.figure import Figure

_STYLES = ("-", "--", "-.", ":")
_MARKERS = {"floor": "X", "shallow": "s", "deep": "o"}
_THICK, _THIN = 2.4, 1.0


def curves_figure(title: str, points: pd.DataFrame, best: Collection[str]) -> Figure:
    """Draw accuracy against training images, a line a model.

    Args:
        title: Plain text.
        points: `model`, `family`, `n_train`, `accuracy`, `low`, `high`, in the order of models.
        best: Models whose lines are thick.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    colours = sns.color_palette("colorblind")
    for place, (name, own) in enumerate(points.groupby("model", sort=False)):
        centre = 100 * own["accuracy"]
        colour = colours[place % len(colours)]
        axes.errorbar(
            own["n_train"],
            centre,
            yerr=[centre - 100 * own["low"], 100 * own["high"] - centre],
            color=colour,
            linestyle=_STYLES[place % len(_STYLES)],
            marker=_MARKERS.get(own["family"].iloc[0], "D"),
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
