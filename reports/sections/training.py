"""How training went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._blocks import Picture
from reports.sections._base import Section

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_MOST_SEEDS = 10  # read of a model
_STYLES = ("-", "--", "-.", ":")


class Training(Section):
    """Validation accuracy as training goes on."""

    title: ClassVar[str] = "Training"
    order: ClassVar[int] = 42

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw it against seconds of fitting, data set by data set; nothing without epochs."""
        pictures: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            curves = {
                evidence.names[str(model)]: curve
                for model in board.standings["model"]
                if len(curve := _curve(board, str(model), evidence))
            }
            if curves:
                words = (
                    f"{board.dataset}: validation accuracy after each epoch against seconds of "
                    "fitting so far, both means over seeds; the band is from the worst seed to "
                    "the best"
                )
                figure = _figure(f"{board.dataset}: how training went", curves)
                pictures.append(Picture(f"training_{number}", figure, words))
        return pictures


def _curve(board: Board, model: str, evidence: Evidence) -> pd.DataFrame:
    """Give seconds and accuracy by epoch, as far as all seeds went."""
    runs = board.rows[board.rows["model"].eq(model)]["run"].tolist()[:_MOST_SEEDS]
    histories: list[list[dict[str, Any]]] = [evidence.results.history(str(run)) for run in runs]
    entries = pd.DataFrame([entry for history in histories for entry in history])
    if not {"epoch", "clock", "val_accuracy"} <= set(entries) or not all(histories):
        return pd.DataFrame()
    by_epoch = entries.groupby("epoch")
    curve = pd.DataFrame(
        {
            "clock": by_epoch["clock"].mean(),
            "accuracy": by_epoch["val_accuracy"].mean(),
            "low": by_epoch["val_accuracy"].min(),
            "high": by_epoch["val_accuracy"].max(),
        }
    )
    return curve[by_epoch.size().eq(len(histories))].dropna()


def _figure(title: str, curves: dict[str, pd.DataFrame]) -> Figure:
    import seaborn as sns
    from matplotlib.figure import Figure
    from matplotlib.ticker import LogLocator

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    colours = sns.color_palette("colorblind", len(curves))
    for place, (name, curve) in enumerate(curves.items()):
        style, percent = _STYLES[place % len(_STYLES)], 100 * curve
        axes.plot(curve["clock"], percent["accuracy"], style, color=colours[place], label=name)
        axes.fill_between(
            curve["clock"], percent["low"], percent["high"], color=colours[place], alpha=0.2
        )
    axes.set(xscale="log", xlabel="seconds of fitting", ylabel="validation accuracy (%)")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    legend = axes.legend(loc="lower right")
    for each in legend.get_texts():
        each.set_parse_math(False)
    return figure
