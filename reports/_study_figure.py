"""Theory beside measurement as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._told import tell
from reports.look import looks

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from benchmark.panel import Panel
    from reports.look import Look


def study_figure(title: str, panel: Panel, points: pd.DataFrame) -> Figure:
    """Draw theory as lines and what was measured as marks with 95 % intervals.

    What was never hit has an upper bound alone, drawn as an arrow that begins there.

    Args:
        title: Plain text.
        panel: What the axes are.
        points: `series`, `x`, `measured`, `low`, `high`, `theory`; each may be missing but x.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    styles = looks(dict.fromkeys(map(str, points["series"].unique()), "deep"))
    for series, look in styles.items():
        own = points[points["series"].eq(series)].sort_values("x")
        _draw_theory(axes, series, own, look)
        _draw_measured(axes, series, own, look)
    axes.set(xlabel=panel.x, ylabel=panel.y)
    axes.set_xscale("log" if panel.log_x else "linear")
    axes.set_yscale("log" if panel.log_y else "linear")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    for each in axes.legend(fontsize="small").get_texts():
        each.set_parse_math(False)
    return figure


def _draw_theory(axes: Axes, series: str, own: pd.DataFrame, look: Look) -> None:
    known = own.dropna(subset=["theory"])
    if len(known):
        axes.plot(known["x"], known["theory"], "--", color=look.colour, label=f"{series}: theory")


def _draw_measured(axes: Axes, series: str, own: pd.DataFrame, look: Look) -> None:
    unseen = own["measured"].eq(0) & own["low"].isna() & own["high"].notna()
    bounded, seen = own[unseen], own[~unseen].dropna(subset=["measured"])
    if len(seen):
        below = (seen["measured"] - seen["low"]).clip(lower=0).fillna(0)
        above = (seen["high"] - seen["measured"]).clip(lower=0).fillna(0)
        drawn = axes.errorbar(
            seen["x"],
            seen["measured"],
            yerr=[below, above],
            color=look.colour,
            linestyle="none",
            marker="o",
            markersize=4,
            capsize=3,
            label=f"{series}: measured",
        )
        last = seen.iloc[-1]
        tell(drawn.lines[0], f"{series}: {last['measured']:.3g} at {last['x']:g}")
    if len(bounded):
        axes.plot(
            bounded["x"], bounded["high"], "v", color=look.colour, label=f"{series}: at the most"
        )
