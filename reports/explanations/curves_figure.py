"""Insertion and deletion as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

_COLOURS = {"map": "#d55e00", "random": "#000000", "centre": "#0072b2", "edges": "#009e73"}
_DASHES = {"map": "-", "random": ":", "centre": "--", "edges": "-."}
_SIZE = (9.0, 3.4)  # inches


def curves_figure(facts: Mapping[str, Any]) -> Figure:
    """Draw the mean curves of a model's map and of the baselines, game beside game.

    Args:
        facts: As `Faithfulness.as_dict` gives them.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, layout="constrained")
    axes = figure.subplots(1, 2, sharey=True)
    better = {"insertion": "higher is better", "deletion": "lower is better"}
    for place, (game, said) in zip(axes, better.items(), strict=True):
        for name, curve in facts[game]["curve"].items():
            share = np.linspace(0, 100, len(curve))
            area = facts[game]["area"][name]
            look = {"color": _COLOURS.get(name), "linestyle": _DASHES.get(name, "-")}
            place.plot(share, curve, label=f"{name} ({area:.3f})", **look)
        place.set_title(f"{game}: {said}", fontsize="large")
        place.set_xlabel("pixels replaced [%]")
        place.legend(fontsize="small", title="order (area)")
    axes[0].set_ylabel(str(facts["of"]))
    return figure
