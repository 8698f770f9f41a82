"""Accuracy by how the kernels came to be, in words and tables."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import pandas as pd

from reports._blocks import Grid, Paragraph, Picture
from reports._invisible import VISIBLE_FROM, invisible, visible_from
from reports._kernel_effects import effects_of
from reports._kernel_effects_figure import kernel_effects_figure
from reports._words import MISSING, count, interval, percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports._blocks import Block
    from reports._kernel_effects import Effect
    from reports._kernel_variants import Variant
    from reports.board import Board
    from reports.evidence import Evidence


def kernel_accuracies(
    name: str, board: Board, variants: Sequence[Variant], evidence: Evidence
) -> list[Block]:
    """Say whether learning the kernels pays, and how much each origin of them brings.

    Args:
        name: What the tables are called.
        board: The ranking of a data set; it ranks all variants.
        variants: Models that differ in nothing else.
        evidence: What models are called, and what is claimed of them.
    """
    effects, names = effects_of(board, variants, evidence), evidence.names
    blocks: list[Block] = [Paragraph(f"{board.title}: {_told(effects, names)}{board.beware}")]
    blocks.append(Grid(name, _accuracies(board, variants, names)))
    if effects:
        rows = pd.DataFrame([_row(each, names) for each in effects])
        blocks.append(Grid(f"{name}_differences", rows))
    known = [each for each in effects if not isnan(each.low)]
    if known:
        title = f"{board.title}: accuracy by how the kernels came to be, in pairs"
        words = f"{title}: the differences of the table, with their intervals; ties are grey"
        figure = kernel_effects_figure(title, known, names)
        blocks.append(Picture(f"{name}_differences", figure, words))
    return blocks


def _told(effects: Sequence[Effect], names: Mapping[str, str]) -> str:
    learning = [each for each in effects if each.of_learning]
    if not learning:
        return "no model was run both with fixed and with learned kernels of one origin."
    if any(isnan(each.low) for each in learning):
        return "one seed tells nothing of the next: whether learning pays is not rankable."
    verdicts = [_sentence(each, names) for each in learning]
    if not any(each.separated and each.points > 0 for each in learning):
        verdicts.insert(
            0, "learning the kernels does not visibly pay here, whatever they begin as."
        )
    return " ".join(verdicts)


def _sentence(effect: Effect, names: Mapping[str, str]) -> str:
    if effect.separated:
        verb = "pays" if effect.points > 0 else "costs accuracy"
        return f"Learning the kernels of {names[effect.second.model]} {verb}: {_said(effect)}."
    tie = f"Learning the kernels of {names[effect.second.model]} makes no difference that shows"
    return f"{tie}: {_said(effect)}; {invisible(effect.smallest)}."


def _said(effect: Effect) -> str:
    return f"{effect.points:+z.2f} points (95 % interval {effect.low:z.2f} to {effect.high:z.2f})"


def _accuracies(
    board: Board, variants: Sequence[Variant], names: Mapping[str, str]
) -> pd.DataFrame:
    models = {each.model for each in variants}
    rows: list[dict[Any, Any]] = board.standings.to_dict("records")
    return pd.DataFrame(
        [
            {
                "model": names[own["model"]],
                "accuracy": percent(own["accuracy"]),
                "95 % interval": interval(own["low"], own["high"]),
                "learned parameters": count(own["parameters_learned"]),
                "fixed or fitted": count(own["parameters_fixed"] + own["parameters_fitted"]),
            }
            for own in rows
            if own["model"] in models
        ]
    )


def _row(effect: Effect, names: Mapping[str, str]) -> dict[str, str]:
    known = not isnan(effect.low)
    return {
        "model": names[effect.first.model],
        "less": names[effect.second.model],
        "points": f"{effect.points:+z.2f}",
        "95 % interval": f"{effect.low:z.2f} to {effect.high:z.2f}" if known else MISSING,
        VISIBLE_FROM: visible_from(effect.smallest) if known else MISSING,
        "what can be said": _verdict(effect) if known else "not rankable",
    }


def _verdict(effect: Effect) -> str:
    if not effect.separated:
        return "a tie"
    if not effect.of_learning:
        return "better kernels to begin with" if effect.first.learned else "better kernels"
    return "learning pays" if effect.points > 0 else "learning costs accuracy"
