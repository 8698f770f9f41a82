"""What many dimensions do to distances, to volumes and to learning."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._noise_blocks import noise_blocks
from reports._noise_curves import noise_curves_of
from reports._study_blocks import study_blocks
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence


class Curse(Section):
    """Theory beside measurement: simulations first, then models as noise is added to images."""

    title: ClassVar[str] = "The curse of dimensionality"
    order: ClassVar[int] = 11

    def body(self, evidence: Evidence) -> list[Block]:
        """Say what each study and each data set with noise rows shows, and what it does not."""
        blocks: list[Block] = []
        for number, study in enumerate(evidence.results.studies, 1):
            blocks += study_blocks(study, f"study_{number}")
        for number, curves in enumerate(noise_curves_of(evidence.boards), 1):
            blocks += noise_blocks(curves, evidence, f"noise_{number}")
        return blocks
