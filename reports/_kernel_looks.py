"""Kernels before and after training, as numbers and as images."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from reports._blocks import Grid, Paragraph, Picture
from reports._contact_sheet import ACROSS, Strip, contact_sheet, strips_of
from reports._first_runs import first_runs, over_seeds
from reports._kernel_image import CHANNELS, kernel_image
from reports._one_line import one_line
from reports._words import MISSING, count, decimals
from reports.statistics.kernel_cosines import kernel_cosines
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmark.kept_kernels import KeptKernels
    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_MOST = 2  # rows of images of a layer
_LETTERS = 34  # of a label's line


def kernel_looks(number: int, board: Board, evidence: Evidence) -> list[Block]:
    """Show how far kernels moved from where they began, and what they look like.

    Args:
        number: Of the data set, for the names of files.
        board: The ranking of the data set.
        evidence: What it is a part of.
    """
    kept = {model: _kept(board, model, evidence) for model in board.seeing}
    moved = [
        _row(evidence.names[model], *each) for model, runs in kept.items() for each in _moves(runs)
    ]
    blocks: list[Block] = []
    if moved:
        said = f"{board.title}: how far the learned kernels moved, {over_seeds(board)}. {_MOVED}"
        blocks += [Paragraph(said), Grid(f"kernels_moved_{number}", pd.DataFrame(moved))]
    first = {evidence.names[model]: runs[0] for model, runs in kept.items() if runs}
    begun = [bank for each in first.values() for bank in each.before.values()]
    strips = [_strips(model, each, begun) for model, each in first.items()]
    before, after = ([strip for one in strips for strip in one[side]] for side in (0, 1))
    if before:
        sheet = contact_sheet({"as training began": before, "after training": after})
        blocks.append(Paragraph(f"{board.title}: {_SHOWN}"))
        words = f"{board.title}: kernels of the first layer before and after training, by model"
        blocks.append(Picture(f"kernels_{number}", sheet, words))
    return blocks


_MOVED = (
    "Cosine: of the angle between a kernel and the one that it began as, 1 where it kept its form, "
    "about 0 where nothing of it is left; the mean over a layer's kernels, its interval (95 %, "
    "Student's) over seeds, and the least of all. Change: the length of the whole layer's change, "
    "over the length that it began with. Kernels that stayed as they were are not listed; layers "
    "of more than 100,000 weights are not kept."
)
_SHOWN = (
    f"kernels that look at images, of the first seed, up to {_MOST * ACROSS} a layer. Nought is "
    "grey; each kernel has its own scale. Where learned kernels began as those that another model "
    "keeps fixed, these are drawn once, on the left in the row of the learned ones."
)


def _kept(board: Board, model: str, evidence: Evidence) -> list[KeptKernels]:
    found = [evidence.results.kernels(run) for run in first_runs(board, model)]
    return [each for each in found if each is not None]


def _moves(
    runs: Sequence[KeptKernels],
) -> list[tuple[str, list[tuple[NDArray[np.float32], NDArray[np.float32]]]]]:
    """Give the pairs, before and after, of each layer that every seed has learned."""
    names = list(runs[0].before) if runs else []
    common = [name for name in names if all(name in each.before for each in runs)]
    return [(name, [(each.before[name], each.after[name]) for each in runs]) for name in common]


def _row(
    model: str, layer: str, pairs: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]]
) -> dict[str, str]:
    cosines = [kernel_cosines(*pair) for pair in pairs]
    known = [each[~np.isnan(each)] for each in cosines if not np.isnan(each).all()]
    changes = [
        float(np.linalg.norm(after - before) / length)
        for before, after in pairs
        if (length := np.linalg.norm(before)) > 0
    ]
    mean = MeanInterval.of([float(each.mean()) for each in known]) if known else None
    spread = mean is not None and mean.n > 1
    return {
        "model": model,
        "layer": one_line(layer),
        "kernels": count(len(pairs[0][0])),
        "cosine": decimals(mean.mean) if mean else MISSING,
        "95 % interval": f"{mean.low:.3f} to {min(1.0, mean.high):.3f}"
        if mean and spread
        else MISSING,
        "least": decimals(min(float(each.min()) for each in known)) if known else MISSING,
        "change": decimals(float(np.mean(changes))) if changes else MISSING,
    }


def _strips(
    model: str, kept: KeptKernels, begun: Sequence[NDArray[np.float32]]
) -> tuple[list[Strip], list[Strip]]:
    """Draw the layers that look at images: rows before, and as many rows after."""
    both: tuple[list[Strip], list[Strip]] = [], []
    for layer, after in kept.after.items():
        if after.shape[-1] not in CHANNELS or not np.isfinite(after).all():
            continue
        learned = layer in kept.before
        if not learned and any(np.array_equal(after, each) for each in begun):
            continue
        label = (
            f"{one_line(model, _LETTERS)}\n{one_line(layer)}, {'learned' if learned else 'fixed'}"
        )
        for side, bank in enumerate((kept.before.get(layer, after), after)):
            images = [kernel_image(each) for each in bank[: _MOST * ACROSS]]
            both[side].extend(strips_of("" if side else label, images))
    return both
