"""Copies of one image under two labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from benchmark.checks._base import Check
from benchmark.checks._words import first, plural
from benchmark.finding import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.case import Case


class TwoLabels(Check):
    """One of the labels is wrong, or the classes are not what they seem."""

    order: ClassVar[int] = 50

    def examine(self, case: Case) -> list[Finding]:
        """Count the pairs, exact and near."""
        near = [
            pair
            for pair, how in zip(case.copies.pairs, case.copies.how, strict=True)
            if how == "near"
        ]
        exact = _finding(case, list(case.exact.pairs), "are equal to the last pixel")
        return exact + _finding(case, near, "look like one picture")


def _finding(case: Case, pairs: list[NDArray], alike: str) -> list[Finding]:  # type: ignore[type-arg]
    torn = [(int(a), int(b)) for a, b in pairs if case.y[a] != case.y[b]]
    if not torn:
        return []
    one, other = (first(case.classes[case.y[place]]) for place in torn[0])
    sure = alike.startswith("are")
    return [
        Finding(
            "warning" if sure else "note",
            f"{plural(len(torn), 'pair')} of images under two labels {alike}, as '{one}' and "
            f"'{other}'",
            "decide which label is right" if sure else "look at them",
            case.pairs(torn),
            len(torn),
        )
    ]
