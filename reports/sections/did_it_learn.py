"""What was tried to show that the models learn, and learn only what they should."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._blocks import Grid, Paragraph
from reports.controls import controls
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence


class DidItLearn(Section):
    """The controls; a model that fails one is not ranked."""

    title: ClassVar[str] = "Did it learn?"
    order: ClassVar[int] = 45

    def body(self, evidence: Evidence) -> list[Block]:
        """List the controls with what was expected; nothing where none was run."""
        found = controls(evidence.table)
        if found.empty:
            return []
        failed = int(found["outcome"].eq("FAILED").sum())
        unfinished = int(found["outcome"].eq("not shown").sum())
        summary = (
            f"Of {len(found)} controls (--controls), {failed} failed and {unfinished} did not come "
            "to their end."
        )
        return [
            Paragraph(f"{summary} {_EXPLANATION}"),
            Grid("controls", found.assign(model=found["model"].map(evidence.names))),
        ]


_EXPLANATION = (
    "On shuffled labels nothing can be learned: a model that knows true labels there has seen what "
    "it should not. An untrained network should be as unsure as a guess, and every network must be "
    "able to learn one batch by heart. A model that fails is not ranked."
)
