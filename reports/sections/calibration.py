"""Whether the models' probabilities can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from reports._best_by_family import best_by_family
from reports._blocks import Grid, Paragraph, Picture
from reports._calibration_of import calibration_of
from reports._first_runs import MOST_SEEDS, first_runs, over_seeds
from reports._reliability_diagram import reliability_diagram
from reports._words import MISSING, percent
from reports.sections._base import Section
from reports.statistics.mean_interval import MeanInterval
from reports.statistics.reliability import BINS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._blocks import Block
    from reports._calibration_of import Calibrated, Probabilities
    from reports.board import Board
    from reports.evidence import Evidence

_MOST_RUNS = 120  # each takes up to a hundredth of a second
_FEWEST_SEEDS = 3


class Calibration(Section):
    """Calibration error and log loss before and after temperature scaling."""

    title: ClassVar[str] = "Calibration"
    order: ClassVar[int] = 48

    def body(self, evidence: Evidence) -> list[Block]:
        """List them, and draw accuracy against confidence; nothing without validation scores."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            seeds = _seeds(board)
            found = {
                model: runs
                for model in board.seeing
                if (runs := _calibrations(board, model, evidence, seeds))
            }
            if not found:
                continue
            rows = [_row(evidence.names[model], runs) for model, runs in found.items()]
            said = f"{board.title}, means {over_seeds(board, seeds)}: {_EXPLANATION}"
            blocks += [Paragraph(said), Grid(f"calibration_{number}", pd.DataFrame(rows))]
            best = [model for model in best_by_family(board).values() if model in found]
            if best:
                runs_of = {evidence.names[model]: found[model] for model in best}
                words = f"{board.title}: {_WORDS} ({', '.join(runs_of)})"
                picture = Picture(f"reliability_{number}", reliability_diagram(runs_of), words)
                blocks.append(picture)
        return blocks


_EXPLANATION = (
    "ECE is the expected calibration error: how far the probability of the likeliest class lies "
    f"from how often that class is right, on average over {BINS} bins of equal width (Guo et al. "
    "2017). It is too large with few images, even of a model that is perfectly calibrated: compare "
    "it among models on the same images, and do not read it as a test; so do points of few images "
    "scatter in the figure. After: scores are divided by one temperature, fitted to the validation "
    "split by log loss; above 1 the model was too sure. Margins are no probabilities before they "
    "are scaled so. Where a model fits its probabilities to the validation split itself, little is "
    "left to do. In brackets, 95 % intervals over seeds."
)
_WORDS = (
    "accuracy against the probability of the likeliest class, before and after temperature "
    "scaling, and how many test images have such a probability, all seeds together; on the "
    "diagonal, probabilities are what they say; the best shallow and the best deep model"
)


def _seeds(board: Board) -> int:
    """Read fewer seeds of many models."""
    return max(_FEWEST_SEEDS, min(MOST_SEEDS, _MOST_RUNS // max(1, len(board.seeing))))


def _calibrations(board: Board, model: str, evidence: Evidence, seeds: int) -> list[Calibrated]:
    """Give a calibration a seed; none where a seed's scores are gone."""
    runs = first_runs(board, model, seeds)
    found = [calibration_of(evidence.results, run) for run in runs]
    there = [each for each in found if each is not None]
    return there if len(there) == len(runs) else []


def _row(name: str, runs: Sequence[Calibrated]) -> dict[str, str]:
    before = [each.before for each in runs if each.before is not None]
    after = [each.after for each in runs]
    raw = before if len(before) == len(runs) else []
    return {
        "model": name,
        "ECE before": _errors(raw),
        "ECE after": _errors(after),
        "log loss before": _losses(raw),
        "log loss after": _losses(after),
        "temperature": f"{np.exp(np.mean(np.log([each.temperature for each in runs]))):.3g}",
    }


def _errors(runs: Sequence[Probabilities]) -> str:
    if not runs:
        return MISSING
    mean = MeanInterval.of([each.error for each in runs])
    low, high = 100 * max(0.0, mean.low), 100 * min(1.0, mean.high)
    return percent(mean.mean) + (f" ({low:.2f} to {high:.2f} %)" if mean.n > 1 else "")


def _losses(runs: Sequence[Probabilities]) -> str:
    if not runs:
        return MISSING
    mean = MeanInterval.of([each.log_loss for each in runs])
    low, high = max(0.0, mean.low), mean.high
    return f"{mean.mean:.3f}" + (f" ({low:.3f} to {high:.3f})" if mean.n > 1 else "")
