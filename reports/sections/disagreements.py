"""Where the models disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from reports._best_by_family import FAMILIES, best_by_family
from reports._blocks import Grid, Paragraph, Picture
from reports._first_runs import first_runs, over_seeds
from reports._one_sided import one_sided
from reports._side_by_side import side_by_side
from reports._words import MISSING, interval, percent
from reports.sections._base import Section
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._blocks import Block
    from reports._side_by_side import SideBySide
    from reports.board import Board
    from reports.evidence import Evidence

_MOST_MODELS = 12  # of a matrix that can be read


class Disagreements(Section):
    """Test images that one model gets right and another does not."""

    title: ClassVar[str] = "Where the models disagree"
    order: ClassVar[int] = 47

    def body(self, evidence: Evidence) -> list[Block]:
        """Hold the best shallow against the best deep model, then all against all."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            best = best_by_family(board)
            if set(best) == set(FAMILIES):
                blocks += _pair(number, board, evidence, [best[family] for family in FAMILIES])
            blocks += _all(number, board, evidence)
        return blocks


def _pair(number: int, board: Board, evidence: Evidence, models: list[str]) -> list[Block]:
    seeds = list(side_by_side(evidence.results, [first_runs(board, model) for model in models]))
    if not seeds:
        return []
    names = [evidence.names[model] for model in models]
    blocks: list[Block] = [
        Paragraph(
            f"{board.title}: {names[0]} and {names[1]}, the best shallow and the best deep "
            f"model (chosen on the validation split), image by image, means {over_seeds(board)}; "
            "the interval (Student's) is over seeds."
        ),
        Grid(f"disagreements_{number}", _shares(seeds, names)),
    ]
    if (figure := one_sided(evidence.results, seeds, names)) is not None:
        words = (
            f"{board.title}: test images that only one of {names[0]} and {names[1]} got right, "
            "each with its class and what the other one took it for"
        )
        blocks.append(Picture(f"only_one_right_{number}", figure, words))
    return blocks


def _shares(seeds: Sequence[SideBySide], names: Sequence[str]) -> pd.DataFrame:
    cases = {
        "both right": (True, True),
        f"only {names[0]} right": (True, False),
        f"only {names[1]} right": (False, True),
        "both wrong": (False, False),
    }
    rows = []
    for name, (first, second) in cases.items():
        hits = [(each.right[0] == first) & (each.right[1] == second) for each in seeds]
        mean = MeanInterval.of([float(each.mean()) for each in hits])
        rows.append(
            {
                "test images": name,
                "images a seed": f"{np.mean([each.sum() for each in hits]):,.1f}",
                "share": percent(mean.mean),
                "95 % interval": interval(max(0.0, mean.low), min(1.0, mean.high))
                if mean.n > 1
                else MISSING,
            }
        )
    return pd.DataFrame(rows)


def _all(number: int, board: Board, evidence: Evidence) -> list[Block]:
    """Make a small matrix of which share of images two models take for the same."""
    models = board.seeing[:_MOST_MODELS]
    if len(models) <= len(FAMILIES):
        return []
    seeds = list(side_by_side(evidence.results, [first_runs(board, model) for model in models]))
    if not seeds:
        return []
    same = np.mean([_agreement(each) for each in seeds], axis=0)
    names = [evidence.names[model] for model in models]
    grid = pd.DataFrame({name: map(percent, same[:, place]) for place, name in enumerate(names)})
    grid.insert(0, "model", names)
    first = f"the {len(models)} most accurate" if len(models) < len(board.seeing) else "all"
    said = (
        f"{board.title}: the share of test images that two models take for the same class, "
        f"right or wrong, {over_seeds(board)}; {first} models but the floors."
    )
    return [Paragraph(said), Grid(f"agreement_{number}", grid)]


def _agreement(seed: SideBySide) -> list[list[float]]:
    return [[float((one == other).mean()) for other in seed.predicted] for one in seed.predicted]
