"""How training went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pandas as pd

from reports._blocks import Picture
from reports._first_runs import first_runs, over_seeds
from reports._told import tell
from reports.sections._base import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence
    from reports.look import Look

_MOST_NAMED = 9  # curves that can be told from one another
_MOST_WITHIN = 5  # names in the axes


class _Drawn(NamedTuple):
    name: str
    look: Look
    curve: pd.DataFrame


class Training(Section):
    """Validation accuracy as training goes on."""

    title: ClassVar[str] = "Training"
    order: ClassVar[int] = 42

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw it against seconds of fitting, data set by data set; nothing without epochs."""
        pictures: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            curves = [
                _Drawn(evidence.names[model], evidence.looks[model], curve)
                for model in map(str, board.standings["model"])
                if len(curve := _curve(board, model, evidence))
            ]
            if curves:
                words = (
                    f"{board.title}: validation accuracy after each epoch against seconds of "
                    f"fitting so far, both means {over_seeds(board)}; the band is from the worst "
                    f"seed to the best{_unnamed(curves)}"
                )
                figure = _figure(f"{board.title}: how training went", curves)
                pictures.append(Picture(f"training_{number}", figure, words))
        return pictures


def _unnamed(curves: Sequence[_Drawn]) -> str:
    grey = len(curves) - _MOST_NAMED
    return f"; in grey, without names, {grey} that rank below these" if grey > 0 else ""


def _curve(board: Board, model: str, evidence: Evidence) -> pd.DataFrame:
    """Give seconds and accuracy by epoch, as far as all seeds went."""
    runs = first_runs(board, model)
    histories: list[list[dict[str, Any]]] = [evidence.results.history(run) for run in runs]
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


def _figure(title: str, curves: Sequence[_Drawn]) -> Figure:
    import seaborn as sns
    from matplotlib.figure import Figure
    from matplotlib.ticker import LogLocator

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(7, 4.5), layout="constrained")
        axes = figure.subplots()
    for each in curves[_MOST_NAMED:]:
        axes.plot(each.curve["clock"], 100 * each.curve["accuracy"], color="0.8", linewidth=1)
    for name, look, curve in curves[:_MOST_NAMED]:
        clock, percent = curve["clock"], 100 * curve
        drawn = {"color": look.colour, "marker": look.marker, "markevery": 0.15, "markersize": 5}
        (line,) = axes.plot(clock, percent["accuracy"], look.dash, label=name, **drawn)
        tell(line, f"{name}: {percent['accuracy'].iloc[-1]:.2f} % after {clock.iloc[-1]:.3g} s")
        axes.fill_between(clock, percent["low"], percent["high"], color=look.colour, alpha=0.2)
    axes.set(xscale="log", xlabel="seconds of fitting", ylabel="validation accuracy (%)")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    _explain(figure, axes, len(curves))
    return figure


def _explain(figure: Figure, axes: Axes, curves: int) -> None:
    """Name the curves: within the axes as long as there is room."""
    if curves <= _MOST_WITHIN:
        legend = axes.legend(loc="lower right")
    else:
        legend = figure.legend(loc="outside lower center", ncols=3, fontsize="small")
    for each in legend.get_texts():
        each.set_parse_math(False)
