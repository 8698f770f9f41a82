"""Where the seconds of a run go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from reports._blocks import Grid, Picture
from reports._phases import phases_of
from reports._told import tell
from reports._words import MISSING, percent, seconds
from reports.sections._base import Section

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_SMALL = 0.03  # of a run, in every model: counted with all else
_ROOM = 0.014  # of a bar, for a letter in it
_FEW = 15  # models, with room between their bars
_REST = "all else"


class Phases(Section):
    """A bar a model, in the order of its phases."""

    title: ClassVar[str] = "Where the time goes"
    order: ClassVar[int] = 33

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw mean seconds by phase, data set by data set; nothing where no times count."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            _, refusal = evidence.timings[board.dataset]
            means = _means(board, evidence)
            if refusal or means.empty:
                continue
            words = (
                f"{board.title}: shares of the phases in the seconds of a run, loading, scoring "
                "and measuring included; means over the seeds whose runs had their cores to "
                "themselves, beside each bar their sum"
            )
            table = means.map(_told).rename_axis("model").reset_index()
            blocks += [
                Picture(
                    f"phases_{number}",
                    _figure(f"{board.title}: where the time goes", means),
                    words,
                ),
                Grid(f"phases_{number}", table, "The seconds of each phase"),
            ]
        return blocks


def _told(value: float) -> str:
    """Write seconds; a model may have no such phase."""
    return seconds(value) if value else MISSING


def _means(board: Board, evidence: Evidence) -> pd.DataFrame:
    """Give mean seconds, a row a ranked model and a column a phase."""
    table = evidence.table
    mine = table["dataset"].eq(board.dataset) & table["status"].eq("ok")
    runs = table[mine & table["model"].isin(board.standings["model"])]
    phases = phases_of(runs)
    if not phases:
        return pd.DataFrame()
    means = runs.groupby("model")[list(phases.values())].mean().fillna(0.0)
    means = means.set_axis(list(phases), axis="columns")
    order = [model for model in board.standings["model"] if model in means.index]
    means = means.loc[order].rename(index=evidence.names)
    shares = means.div(means.sum(axis="columns"), axis="index")
    large = shares.columns[shares.max().ge(_SMALL)]
    return means[large].assign(**{_REST: means.drop(columns=large).sum(axis="columns")})


def _figure(title: str, means: pd.DataFrame) -> Figure:
    import seaborn as sns
    from matplotlib.figure import Figure

    colours = sns.color_palette("tab20")  # pairs of dark and light
    colours = [*colours[::2], *colours[1::2]]
    height = 0.42 if len(means) <= _FEW else 0.28
    figure = Figure(figsize=(7, 1.2 + height * len(means)), layout="constrained")
    axes = figure.subplots()
    totals = means.sum(axis="columns")
    shares = means.div(totals, axis="index")
    left = pd.Series(0.0, shares.index)
    for place, phase in enumerate(shares):
        colour = "0.85" if phase == _REST else colours[place % len(colours)]
        bars = axes.barh(
            shares.index, shares[phase], left=left, color=colour, edgecolor="white", label=phase
        )
        for model, bar, share, spent in zip(
            shares.index, bars, shares[phase], means[phase], strict=True
        ):
            tell(bar, f"{model}: {phase} {seconds(spent)}, {percent(share)}")
        for row in np.flatnonzero(shares[phase] >= _ROOM * (1 + len(str(phase)))):
            middle = left.iloc[row] + shares[phase].iloc[row] / 2
            axes.text(middle, row, str(phase), ha="center", va="center", fontsize="x-small")
        left += shares[phase]
    for place, total in enumerate(totals):
        axes.annotate(f" {seconds(total)}", (1, place), va="center", fontsize="small")
    axes.set_ylim(len(means) - 0.4, -0.6)
    axes.set(xlim=(0, 1.12), xlabel="share of a run's seconds")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside lower center", ncols=5, fontsize="x-small")
    return figure
