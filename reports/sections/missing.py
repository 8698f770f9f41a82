"""The runs that were asked for and are still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import plural
from reports.sections._base import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports._blocks import Block
    from reports.evidence import Evidence

_MOST_SEEDS = 10  # that are named


class Missing(Section):
    """What a half-finished suite lacks, model by model."""

    title: ClassVar[str] = "Not run yet"
    order: ClassVar[int] = 51

    def body(self, evidence: Evidence) -> list[Block]:
        """Count them; nothing where all that was asked for has a row."""
        specs = evidence.results.missing
        if not specs:
            return []
        runs = [(spec.dataset, spec.model, spec.seed) for spec in specs]
        missing = pd.DataFrame(runs, columns=["dataset", "model", "seed"])
        rows = [
            (
                str(dataset),
                evidence.names.get(str(model), str(model)),
                str(len(seeds)),
                _named(seeds),
            )
            for (dataset, model), seeds in missing.groupby(["dataset", "model"], sort=False)["seed"]
        ]
        return [
            Paragraph(f"Asked for, and without a row: {plural(len(specs), 'run')}. {_HOW}"),
            Grid("missing", pd.DataFrame(rows, columns=["dataset", "model", "runs", "seeds"])),
        ]


_HOW = "This report is of what there is; 'depthbench run', given as before, does the rest."


def _named(seeds: Iterable[int]) -> str:
    first, *others = [str(seed) for seed in sorted(seeds)]
    named = ", ".join([first, *others[: _MOST_SEEDS - 1]])
    more = len(others) + 1 - _MOST_SEEDS
    return f"{named} and {more} more" if more > 0 else named
