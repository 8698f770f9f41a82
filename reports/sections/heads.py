"""One trained body under several heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._heads import FULLY_CONNECTED, heads_of
from reports._invisible import VISIBLE_FROM, invisible, visible_from
from reports._words import MISSING, count, p_value, percent, seconds
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.board import Board
    from reports.claim import Claim
    from reports.evidence import Evidence


class Heads(Section):
    """Whether a network's own last layer is as good as another classifier in its place."""

    title: ClassVar[str] = "Heads"
    order: ClassVar[int] = 13

    def body(self, evidence: Evidence) -> list[Block]:
        """Compare each head with the fully connected one, network by network."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            for place, heads in enumerate(heads_of(board), 1):
                network = evidence.names[heads[FULLY_CONNECTED]]
                told = _told(board, evidence, heads)
                text = f"{board.title}, {network}: {_EXPLANATION} {told}{board.beware}"
                table = _table(board, evidence, heads)
                blocks += [Paragraph(text), Grid(f"heads_{number}_{place}", table)]
        return blocks


_EXPLANATION = (
    "with a seed, the layers below are the same under every head, so what differs is the head "
    "alone. Differences are paired over seeds and test images, with 95 % intervals, each by "
    "itself; ties and wins are by Holm's correction over all pairs of the data set."
)
_SIDES = {"beats": ("better than", "worse than"), "cannot be separated": ("a tie with",) * 2}
_UNRANKED = ("not comparable with",) * 2


def _told(board: Board, evidence: Evidence, heads: dict[str, str]) -> str:
    base = heads[FULLY_CONNECTED]
    claims = {
        head: (evidence.claim_on(board.dataset, (base, model)), model)
        for head, model in heads.items()
        if model != base
    }
    said = [
        f"{head} is {_verdict(*each)} {FULLY_CONNECTED}{_unseen(each[0])}"
        for head, each in claims.items()
    ]
    return f"{'; '.join(said)}."


def _unseen(claim: Claim | None) -> str:
    """Say beside a tie what it may hide."""
    if claim is None or claim.verdict != "cannot be separated":
        return ""
    return f" ({invisible(claim.smallest_points)})"


def _table(board: Board, evidence: Evidence, heads: dict[str, str]) -> pd.DataFrame:
    rows = {str(row["model"]): row for row in board.standings.to_dict("records")}
    fits = evidence.fits(board.dataset)
    base = heads[FULLY_CONNECTED]
    return pd.DataFrame(
        {
            "head": head,
            "model": evidence.names[model],
            "accuracy": percent(rows[model]["accuracy"]),
            **_difference(evidence.claim_on(board.dataset, (base, model)), model),
            "fit": seconds(fits[model]) if model in fits else MISSING,
            "parameters learned (fitted)": _parameters(rows[model]),
        }
        for head, model in heads.items()
    )


def _difference(claim: Claim | None, model: str) -> dict[str, str]:
    """Give the cells on a head against the fully connected one; that one has none."""
    if claim is None:
        return {"points": "", "95 % interval": "", "p (Holm)": "", VISIBLE_FROM: "", "verdict": ""}
    lead, known = claim.lead(model), claim.verdict in _SIDES
    return {
        "points": f"{lead.estimate:+z.2f}",
        "95 % interval": f"{lead.low:+z.2f} to {lead.high:+z.2f}" if known else MISSING,
        "p (Holm)": MISSING if claim.p_holm is None else p_value(claim.p_holm),
        VISIBLE_FROM: visible_from(claim.smallest_points),
        "verdict": _verdict(claim, model).partition(" with")[0].partition(" than")[0],
    }


def _verdict(claim: Claim | None, model: str) -> str:
    if claim is None:
        return _UNRANKED[0]
    return _SIDES.get(claim.verdict, _UNRANKED)[claim.worse == model]


def _parameters(row: dict[Any, Any]) -> str:
    fitted = row["parameters_fitted"]
    return f"{count(row['parameters_learned'])}" + (f" ({count(fitted)})" if fitted else "")
