"""Does depth pay on these images?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from reports._blocks import Paragraph
from reports._words import interval, percent
from reports.sections._base import Section
from reports.trade_off import trade_off

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reports._blocks import Block
    from reports.board import Board
    from reports.claim import Claim
    from reports.evidence import Evidence


_COSTS = ("fit_seconds", "parameters")  # the first that is known


class Answer(Section):
    """The best shallow model beside the best deep one, each chosen on the validation split."""

    title: ClassVar[str] = "Does depth pay on these images?"
    order: ClassVar[int] = 10

    def body(self, evidence: Evidence) -> list[Block]:
        """Say it data set by data set, and draw accuracy against the time of a fit."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            blocks.append(Paragraph(f"{board.dataset}: {_answer(board, evidence)}"))
            drawn = (trade_off(board, evidence, cost, f"answer_{number}") for cost in _COSTS)
            blocks += [picture for picture in drawn if picture is not None][:1]
        return blocks


def _answer(board: Board, evidence: Evidence) -> str:
    shallow, deep = (_best(board, family) for family in ("shallow", "deep"))
    if shallow is None or deep is None:
        return "no answer yet: it takes a shallow and a deep model that are ranked."
    names = evidence.names
    pair = {shallow["model"], deep["model"]}
    claim = next(
        each
        for each in evidence.claims
        if each.dataset == board.dataset and pair == {each.better, each.worse}
    )
    return (
        f"{_headline(claim, str(deep['model']))} {claim.told(names)}. Chosen by validation "
        f"accuracy: {_standing(deep, names)}, the best deep model, and "
        f"{_standing(shallow, names)}, the best shallow one."
    )


def _best(board: Board, family: str) -> dict[Hashable, Any] | None:
    """Choose on the validation split: the best on the test split would look better than it is."""
    of_family = board.standings[board.standings["family"].eq(family)]
    if of_family.empty:
        return None
    order = of_family.sort_values(["validation_accuracy", "accuracy"], ascending=False)
    return order.to_dict("records")[0]


def _headline(claim: Claim, deep: str) -> str:
    if claim.verdict == "not rankable":
        return "No answer yet:"
    if claim.verdict == "cannot be separated":
        return "Depth does not show:"
    return "Depth pays:" if claim.better == deep else "Depth does not pay:"


def _standing(row: dict[Hashable, Any], names: dict[str, str]) -> str:
    name = names[str(row["model"])]
    return f"{name} ({percent(row['accuracy'])}, {interval(row['low'], row['high'])})"
