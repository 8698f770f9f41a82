"""Which settings the models had."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence


class Models(Section):
    """What the short names stand for."""

    title: ClassVar[str] = "Models"
    order: ClassVar[int] = 55

    def body(self, evidence: Evidence) -> list[Block]:
        """List the names that are shorter than their spec strings; nothing where none is."""
        short = {name: spec for spec, name in evidence.names.items() if name != spec}
        if not short:
            return []
        grid = pd.DataFrame({"model": list(short), "settings": list(short.values())})
        return [Paragraph(_EXPLANATION), Grid("models", grid)]


_EXPLANATION = "What names in this report are short for: the words that --model takes."
