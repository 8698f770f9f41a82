"""What can be said of each pair of models."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import MISSING, p_value, plural
from reports.sections._base import Section
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.claim import Claim
    from reports.evidence import Evidence

_MOST = 50  # pairs, that one reads


class Claims(Section):
    """A sentence a pair, with its interval, its tests and its name for `depthbench why`."""

    title: ClassVar[str] = "Claims"
    order: ClassVar[int] = 25

    def body(self, evidence: Evidence) -> list[Block]:
        """List them, best models first."""
        if not evidence.claims:
            return []
        rows = pd.DataFrame([_row(each, evidence.names) for each in evidence.claims])
        if len(rows) <= _MOST:
            return [Paragraph(_EXPLANATION), Grid("claims", rows)]
        neighbours = _neighbours(evidence)
        beside = [{each.better, each.worse} in neighbours[each.dataset] for each in evidence.claims]
        return [
            Paragraph(f"{_EXPLANATION} {_OF_NEIGHBOURS}"),
            Grid("claims_of_neighbours", rows[beside]),
            Grid("claims", rows, f"All {plural(len(rows), 'pair')}"),
        ]


_EXPLANATION = (
    "Each pair of models on the same splits. p: Student's t over seeds and test images (two-way "
    "clustered), after Holm's correction for all pairs of the data set; separated means "
    f"{100 * LEVEL:g} % or less. "
    "Sign flip: the permutation test over seeds alone, uncorrected. P(better): how often the "
    "better one wins with a new seed. The command 'depthbench why CLAIM DIR' shows the runs "
    "behind a claim."
)

_OF_NEIGHBOURS = (
    "Shown are the pairs of neighbours in the ranking; all pairs can be unfolded, and are in "
    "tables/claims.csv."
)


def _neighbours(evidence: Evidence) -> dict[str, list[set[str]]]:
    """Give the pairs of models, by data set, of which one follows on the other."""
    ranked = {board.dataset: board.standings["model"].tolist() for board in evidence.boards}
    return {name: [set(pair) for pair in pairwise(models)] for name, models in ranked.items()}


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
