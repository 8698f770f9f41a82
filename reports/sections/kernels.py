"""Whether kernels should be fixed or learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._blocks import Heading, Paragraph
from reports._curves import curves_of
from reports._kernel_accuracies import kernel_accuracies
from reports._kernel_looks import kernel_looks
from reports._kernel_variants import names_of, variants_of
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence


class Kernels(Section):
    """Accuracy by how kernels came to be, and kernels before and after training."""

    title: ClassVar[str] = "Fixed or learned kernels"
    order: ClassVar[int] = 15

    def body(self, evidence: Evidence) -> list[Block]:
        """Compare models that differ in their kernels, and show what runs kept of theirs."""
        blocks: list[Block] = []
        numbers = {board.dataset: number for number, board in enumerate(evidence.boards, 1)}
        for board in evidence.boards:
            blocks += _compared(numbers[board.dataset], board, evidence)
        blocks = [Paragraph(_EXPLANATION), *blocks] if blocks else []
        for boards in _families(evidence):
            looks = (kernel_looks(numbers[each.dataset], each, evidence) for each in boards)
            shown = next(((each, of) for each, of in zip(boards, looks, strict=True) if of), None)
            if shown is not None:
                blocks += [Heading(_looks_of(shown[0], len(boards))), *shown[1]]
        return blocks


def _compared(number: int, board: Board, evidence: Evidence) -> list[Block]:
    """Compare accuracies within each group of models that differ in their kernels alone."""
    groups = variants_of(board.seeing)
    blocks: list[Block] = []
    for place, (name, variants) in enumerate(zip(names_of(groups), groups, strict=True), 1):
        blocks.append(Heading(f"{name} by where its kernels come from, {board.title}"))
        blocks += kernel_accuracies(f"kernels_{number}_{place}", board, variants, evidence)
    return blocks


def _families(evidence: Evidence) -> list[list[Board]]:
    """Give the rankings of subsets of one data set together, the largest first."""
    subsets = [list(curves.boards.values())[::-1] for curves in curves_of(evidence.boards)]
    within = {board.dataset for boards in subsets for board in boards}
    return [*([each] for each in evidence.boards if each.dataset not in within), *subsets]


def _looks_of(board: Board, sizes: int) -> str:
    shown = f"Kernels before and after training, {board.title}"
    if sizes == 1:
        return shown
    return f"{shown} (of {sizes} training sizes only the largest that kept them)"


_EXPLANATION = (
    "Differences are paired: the same splits, and where the model draws them by its seed, the same "
    "first kernels, other weights and order. Intervals are over seeds and test images, each pair "
    "by itself; a tie is what Holm's correction for all pairs of the data set does not separate."
)
