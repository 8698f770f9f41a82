"""The expected best of tuning, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._told import tell
from reports._words import percent, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from reports._searches import Search
    from reports.look import Look


def tuning_figure(title: str, searches: Sequence[Search], looks: Mapping[str, Look]) -> Figure:
    """Draw the expected best validation accuracy against trials, and against seconds of fitting.

    Args:
        title: Plain text.
        searches: A line each; in the right half those whose times count.
        looks: By model.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    timed = [search for search in searches if search.trial_seconds > 0]
    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(9 if timed else 7, 4.8), layout="constrained")
        axes = np.atleast_1d(figure.subplots(1, 2 if timed else 1, sharey=True))
    for search in searches:
        _draw(axes[0], search, looks[search.model], 1.0)
    for search in timed:
        _draw(axes[1], search, looks[search.model], search.trial_seconds)
    axes[0].set(xlabel="trials", ylabel="expected best validation accuracy (%)")
    axes[0].xaxis.get_major_locator().set_params(integer=True)
    if timed:
        axes[1].set(xscale="log", xlabel="seconds of fitting")
        axes[1].xaxis.set_major_formatter("{x:g}")
    figure.suptitle(title, fontsize="medium", wrap=True, parse_math=False)
    handles, names = axes[0].get_legend_handles_labels()
    legend = figure.legend(handles, names, loc="outside lower center", ncols=4, fontsize="small")
    for each in legend.get_texts():
        each.set_parse_math(False)
    return figure


def _draw(axes: Axes, search: Search, look: Look, unit: float) -> None:
    trials = np.arange(1, len(search.best) + 1)
    drawn = {"color": look.colour, "marker": look.marker, "markersize": 4, "label": search.model}
    (line,) = axes.plot(unit * trials, 100 * search.best.estimates, look.dash, **drawn)
    last = percent(float(search.best.estimates[-1]))
    tell(line, f"{search.model}: {last} after {plural(len(trials), 'trial')}")
    sure = [search.best.at(n) for n in trials[: len(trials) // 2].tolist()]
    low, high = (np.array([getattr(each, end) for each in sure]) for end in ("low", "high"))
    places = unit * trials[: len(sure)]
    axes.fill_between(places, 100 * low, 100 * high, color=look.colour, alpha=0.15, linewidth=0)
