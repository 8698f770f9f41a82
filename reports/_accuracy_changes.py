"""How much accuracies changed, as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Picture
from reports._change_axes import change_axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from reports.change import Change

_LOOKS = {  # of verdicts: colour, marker
    "regression": ("#d55e00", "v"),
    "improvement": ("#0072b2", "^"),
    "no regression": ("#009e73", "o"),
    "undecided": ("#555555", "D"),
}


def accuracy_changes(
    changes: Sequence[Change], names: dict[str, str], tolerance: float
) -> list[Picture]:
    """Draw new minus old with its 95 % interval, a line a model, a figure a data set.

    Args:
        changes: Those of other quantities, and those without a difference, are left out.
        names: Of models, by spec string.
        tolerance: The loss that is borne, as a share of 1.
    """
    drawn = [
        change
        for change in changes
        if change.quantity == "accuracy" and change.difference is not None
    ]
    pictures = []
    for number, dataset in enumerate(dict.fromkeys(change.dataset for change in drawn), 1):
        mine = [change for change in drawn if change.dataset == dataset]
        words = (
            f"{dataset}: difference of mean test accuracy, new minus old, in points of per cent, "
            f"with its 95 % interval; the band is the loss of {100 * tolerance:g} points that is "
            "borne"
        )
        figure = _figure(f"{dataset}: accuracy, old to new", mine, names, tolerance)
        pictures.append(Picture(f"accuracy_changes_{number}", figure, words))
    return pictures


def _figure(
    title: str, changes: Sequence[Change], names: dict[str, str], tolerance: float
) -> Figure:
    figure, axes = change_axes(title, [names[change.model] for change in changes])
    axes.axvspan(-100 * tolerance, 0, color="0.9", zorder=0, label="loss that is borne")
    axes.axvline(0, color="0.3", linewidth=1, zorder=1)
    for verdict, (colour, marker) in _LOOKS.items():
        places = [at for at, change in enumerate(changes) if change.verdict == verdict]
        if not places:
            continue
        middle = [100 * (changes[at].difference or 0.0) for at in places]
        axes.plot(middle, places, marker, color=colour, markersize=8, label=verdict, zorder=3)
        for at in places:
            low, high = changes[at].low, changes[at].high
            if low is not None and high is not None:
                axes.plot([100 * low, 100 * high], [at, at], color=colour, linewidth=2, zorder=2)
    axes.set_xlabel("difference of accuracy (points of per cent)")
    figure.legend(loc="outside lower center", ncols=3, fontsize="small")
    return figure
