"""How many times as long things take, as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._blocks import Picture
from reports._change_axes import change_axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from reports.change import Change

_LOOKS = {  # of quantities: word, colour, marker
    "fit_seconds": ("fit", "#0072b2", "o"),
    "image_seconds": ("image, in batches", "#d55e00", "s"),
    "predict_one_seconds": ("one image alone", "#009e73", "^"),
}
_SHOWN = ("slower", "faster", "regression")
_TICKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.4, 1.7, 2)
_WIDE = 2.0
_LEAST = 1.25  # that the axis shows on either side of 1


def time_changes(changes: Sequence[Change], names: dict[str, str]) -> list[Picture]:
    """Draw new median over old, a line a model, a figure a data set.

    Args:
        changes: Those without a ratio are left out.
        names: Of models, by spec string.
    """
    drawn = [change for change in changes if change.ratio]
    pictures = []
    for number, dataset in enumerate(dict.fromkeys(change.dataset for change in drawn), 1):
        mine = [change for change in drawn if change.dataset == dataset]
        words = (
            f"{dataset}: median time, new over old; right of 1 is slower. Filled where a "
            "difference is shown, hollow where none is"
        )
        figure = _figure(f"{dataset}: times, new over old", mine, names)
        pictures.append(Picture(f"time_changes_{number}", figure, words))
    return pictures


def _figure(title: str, changes: Sequence[Change], names: dict[str, str]) -> Figure:
    models = list(dict.fromkeys(change.model for change in changes))
    figure, axes = change_axes(title, [names[model] for model in models])
    axes.axvline(1, color="0.3", linewidth=1, zorder=1)
    for shift, (quantity, (word, colour, marker)) in enumerate(_LOOKS.items(), -1):
        for shown in (True, False):
            found = [
                (change.ratio or 1.0, models.index(change.model) + 0.2 * shift)
                for change in changes
                if change.quantity == quantity and (change.verdict in _SHOWN) == shown
            ]
            axes.plot(
                [ratio for ratio, _ in found],
                [place for _, place in found],
                marker,
                color=colour,
                fillstyle="full" if shown else "none",
                label=word if shown else None,
            )
    _scale(axes, [change.ratio or 1.0 for change in changes])
    figure.legend(loc="outside lower center", ncols=3, fontsize="small")
    return figure


def _scale(axes: Axes, ratios: Sequence[float]) -> None:
    """Show as far to the one side of 1 as to the other, in logarithms."""
    from matplotlib.ticker import LogLocator, NullFormatter

    most = 1.1 * max(_LEAST, *(max(ratio, 1 / ratio) for ratio in ratios))
    axes.set(xscale="log", xlim=(1 / most, most), xlabel="new median over old (times as long)")
    if most > _WIDE:
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    else:
        axes.set_xticks([tick for tick in _TICKS if 1 / most <= tick <= most])
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter(NullFormatter())
