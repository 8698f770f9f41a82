"""Copies of one image under two labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from benchmark.checks._base import Check
from benchmark.checks._words import first, plural
from benchmark.finding import Finding

if TYPE_CHECKING:
    from benchmark.case import Case
    from benchmark.finding import Severity

_DECIDE = "decide which label is right"


class TwoLabels(Check):
    """One of the labels is wrong, or the classes are not what they seem."""

    order: ClassVar[int] = 50

    def examine(self, case: Case) -> list[Finding]:
        """Count the pairs, exact and near; mirrored ones may well be two things, like b and d."""
        found = [
            (how, (int(one), int(other)))
            for how, (one, other) in zip(case.copies.how, case.copies.pairs, strict=True)
            if case.y[one] != case.y[other]
        ]
        exact = [pair for how, pair in found if how == "exact"]
        near = [pair for how, pair in found if how == "near"]
        return [
            *_finding(case, exact, "warning", "are equal to the last pixel", _DECIDE),
            *_finding(case, near, "note", "look like one picture", "look at them"),
        ]


def _finding(
    case: Case, pairs: list[tuple[int, int]], severity: Severity, alike: str, advice: str
) -> list[Finding]:
    if not pairs:
        return []
    one, other = (first(case.classes[case.y[place]]) for place in pairs[0])
    said = f"{plural(len(pairs), 'pair')} of images under two labels {alike}, as '{one}' and "
    return [Finding(severity, f"{said}'{other}'", advice, case.pairs(pairs), len(pairs))]
