"""Whether kernels should be fixed or learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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
    order: ClassVar[int] = 43

    def body(self, evidence: Evidence) -> list[Block]:
        """Compare models that differ in their kernels, and show what runs kept of theirs."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            for place, variants in enumerate(variants_of(board.seeing), 1):
                name = f"kernels_{number}_{place}"
                blocks += kernel_accuracies(name, board, variants, evidence.names)
            blocks += kernel_looks(number, board, evidence)
        return blocks
