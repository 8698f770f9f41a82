"""Accuracy against what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports.sections._base import Section
from reports.trade_off import trade_off

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence

_COSTS = ("parameters", "macs")  # the answer has the time


class TradeOff(Section):
    """A point a model: how accurate, at what size and with how much work."""

    title: ClassVar[str] = "Accuracy against cost"
    order: ClassVar[int] = 40

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw accuracy against parameters and against work, data set by data set."""
        drawn = [
            trade_off(board, evidence, cost, f"accuracy_{cost}_{number}")
            for number, board in enumerate(evidence.boards, 1)
            for cost in _COSTS
        ]
        return [picture for picture in drawn if picture is not None]
