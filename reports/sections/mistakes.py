"""The images that are taken for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from reports._best_by_family import best_by_family
from reports._blocks import Paragraph, Picture
from reports._confusion import confusion_of
from reports._contact_sheet import ACROSS, Strip, contact_sheet
from reports._distinct import distinct
from reports._first_runs import first_runs, over_seeds
from reports._mistakes_in import mistakes_in
from reports._one_line import one_line
from reports._words import plural
from reports.sections._base import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmark.results import Results
    from reports._blocks import Block
    from reports._confusion import Confusion
    from reports.board import Board
    from reports.evidence import Evidence

_MOST_CELLS = 8
_LETTERS = 14  # of a class's name


class Mistakes(Section):
    """What the best shallow and the best deep model got wrong, as images."""

    title: ClassVar[str] = "Images that are taken for others"
    order: ClassVar[int] = 46

    def body(self, evidence: Evidence) -> list[Block]:
        """Show images of the most frequent confusions; nothing where no run kept any."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            panels = {
                evidence.names[model]: strips
                for model in best_by_family(board).values()
                if (strips := _strips(evidence.results, first_runs(board, model)))
            }
            if panels:
                seeds = over_seeds(board)
                words = (
                    f"{board.title}: test images that were taken for another class, of the most "
                    f"frequent confusions {seeds}, by {' and by '.join(panels)}"
                )
                blocks.append(Paragraph(_caption(board, seeds)))
                blocks.append(Picture(f"mistakes_{number}", contact_sheet(panels), words))
        return blocks


def _caption(board: Board, seeds: str) -> str:
    return (
        f"{board.title}: the most frequent confusions of the best shallow and the best deep "
        f"model (chosen on the validation split), true class → taken for, counted {seeds}. "
        f"Of each, up to {ACROSS} different images out of those that the runs kept, which are at "
        "most 64 a run, the surest mistakes first."
    )


def _strips(results: Results, runs: Sequence[str]) -> list[Strip]:
    """Make a row of each frequent confusion of which there are images."""
    counted, images = confusion_of(results, runs), _by_cell(results, runs)
    if counted is None:
        return []
    return [
        Strip(_label(counted, cell), distinct(images[cell], ACROSS))
        for cell in counted.frequent
        if cell in images
    ][:_MOST_CELLS]


def _label(counted: Confusion, cell: tuple[int, int]) -> str:
    true, taken = (one_line(counted.classes[place], _LETTERS) for place in cell)
    return f"{true} → {taken}\n({plural(int(counted.counts[cell]), 'time')})"


def _by_cell(
    results: Results, runs: Sequence[str]
) -> dict[tuple[int, int], list[NDArray[np.uint8]]]:
    """Collect the images that runs kept, by class and what they were taken for."""
    found: dict[tuple[int, int], list[NDArray[np.uint8]]] = {}
    for run in runs:
        for mistake in mistakes_in(results, run):
            found.setdefault((mistake.true, mistake.taken), []).append(mistake.image)
    return found
