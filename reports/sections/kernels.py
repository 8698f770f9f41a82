"""Whether kernels should be fixed or learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._blocks import Paragraph
from reports._kernel_accuracies import kernel_accuracies
from reports._kernel_looks import kernel_looks
from reports._kernel_variants import variants_of
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence


class Kernels(Section):
    """Accuracy by how kernels came to be, and kernels before and after training."""

    title: ClassVar[str] = "Fixed or learned kernels"
    order: ClassVar[int] = 13

    def body(self, evidence: Evidence) -> list[Block]:
        """Compare models that differ in their kernels, and show what runs kept of theirs."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            groups = variants_of(board.seeing)
            blocks += [Paragraph(f"{board.title}: {_EXPLANATION}")] if groups else []
            for place, variants in enumerate(groups, 1):
                name = f"kernels_{number}_{place}"
                blocks += kernel_accuracies(name, board, variants, evidence)
            blocks += kernel_looks(number, board, evidence)
        return blocks


_EXPLANATION = (
    "differences are paired: the same splits, and where the model draws them by its seed, the same "
    "first kernels, other weights and order. Intervals are over seeds and test images, each pair "
    "by itself; a tie is what Holm's correction for all pairs of the data set does not separate."
)
