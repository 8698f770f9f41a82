"""What another origin of the kernels does to accuracy, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports._told import tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from reports._kernel_effects import Effect

_TIE, _LEARNING, _START = "0.55", "#0072b2", "#d55e00"


def kernel_effects_figure(
    title: str, effects: Sequence[Effect], names: Mapping[str, str]
) -> Figure:
    """Draw a row a difference, with its interval; a tie is grey.

    Args:
        title: Plain text.
        effects: Whose intervals are known.
        names: Short names of models.
    """
    import seaborn as sns
    from matplotlib.figure import Figure

    with sns.axes_style("whitegrid"):
        figure = Figure(figsize=(8, 1.4 + 0.42 * len(effects)), layout="constrained")
        axes = figure.subplots()
    labels = []
    for place, effect in enumerate(effects):
        pair = [names[each.model] for each in (effect.first, effect.second)]
        colour = (_LEARNING if effect.of_learning else _START) if effect.separated else _TIE
        axes.hlines(place, effect.low, effect.high, color=colour, linewidth=2)
        dot = axes.scatter([effect.points], [place], color=colour, s=36, zorder=3)
        ends = f"{effect.low:z.2f} to {effect.high:z.2f}"
        tell(dot, f"{pair[0]} less {pair[1]}: {effect.points:+z.2f} points, {ends}")
        labels.append(f"{pair[0]}\nless {pair[1]}")
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks(range(len(effects)), labels, fontsize="x-small", parse_math=False)
    axes.set_ylim(len(effects) - 0.5, -0.5)
    axes.set(xlabel="difference in test accuracy (points), 95 % interval")
    axes.set_title(title, fontsize="medium", wrap=True, parse_math=False)
    return figure
