"""ILSVRC's winners as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._ilsvrc import ENTRIES, HUMAN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LOOKS = {"shallow": ("#d55e00", "//"), "deep": ("#0072b2", "")}  # told apart without colour, too
_MARKERS = {"shallow": "s", "deep": "o"}  # as in the other figures


def story_figure() -> Figure:
    """Draw a bar a winner, a point for each other entry, and a line for human level."""
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    for family, (colour, hatch) in _LOOKS.items():
        won = [each for each in ENTRIES if each.place and each.family == family]
        years, errors = [each.year for each in won], [each.error for each in won]
        style = {"color": colour, "hatch": hatch, "edgecolor": "white"}
        bars = axes.bar(years, errors, width=0.6, label=f"{family}, winner", **style)
        axes.bar_label(bars, [f"{error:.1f}" for error in errors], padding=2, fontsize="small")
        others = [each for each in ENTRIES if not each.place and each.family == family]
        axes.plot(
            [each.year + 0.4 for each in others],
            [each.error for each in others],
            _MARKERS[family],
            color=colour,
            markersize=5,
            label=f"{family}, other entry",
        )
    axes.axhline(HUMAN.error, color="black", linestyle="--", label=f"human, {HUMAN.error} %")
    axes.set(xlabel="year", ylabel="top-5 error (%)", ylim=(0, 31))
    axes.set_xticks(sorted({each.year for each in ENTRIES}))
    axes.grid(visible=False, axis="x")
    axes.set_title("ILSVRC, classification (from the literature)", fontsize="medium")
    axes.legend(fontsize="small")
    return figure
