"""What can be said of each pair of models."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import MISSING, p_value
from reports.sections._base import Section
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.claim import Claim
    from reports.evidence import Evidence


class Claims(Section):
    """A sentence a pair, with its interval, its tests and its name for `depthbench why`."""

    title: ClassVar[str] = "Claims"
    order: ClassVar[int] = 25

    def body(self, evidence: Evidence) -> list[Block]:
        """List them, best models first."""
        if not evidence.claims:
            return []
        return [
            Paragraph(_EXPLANATION),
            Grid("claims", pd.DataFrame([_row(each, evidence.names) for each in evidence.claims])),
        ]


_EXPLANATION = (
    "Each pair of models on the same splits. p: Student's t over seeds and test images (two-way "
    "clustered), after Holm's correction for all pairs of the data set; separated means "
    f"{100 * LEVEL:g} % or less. "
    "Sign flip: the permutation test over seeds alone, uncorrected. P(better): how often the "
    "better one wins with a new seed. The command 'depthbench why CLAIM DIR' shows the runs "
    "behind a claim."
)


def _row(claim: Claim, names: dict[str, str]) -> dict[str, str]:
    return {
        "claim": claim.id,
        "what can be said": claim.told(names),
        "p": _p(claim.p_holm if claim.mcnemar_p is None else claim.mcnemar_p),
        "sign flip": _p(claim.sign_flip_p),
        "P(better)": _share(claim.probability_better),
    }


def _p(value: float | None) -> str:
    return MISSING if value is None else p_value(value)


def _share(wins: tuple[float, float, float] | None) -> str:
    return MISSING if wins is None else f"{wins[0]:.2f} ({wins[1]:.2f} to {wins[2]:.2f})"
