"""Images that are there more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from benchmark.checks._base import Check
from benchmark.checks._words import plural, share
from benchmark.finding import Finding

if TYPE_CHECKING:
    from benchmark.case import Case

_WORTH = 0.01  # share of all images, from which on it is more than a note


class Repeated(Check):
    """Exact copies, by file and by pixels, and near ones: the images are fewer than they seem."""

    order: ClassVar[int] = 40

    def examine(self, case: Case) -> list[Finding]:
        """Count them, in whatever split they are."""
        return [*_exact(case), *_near(case)]


def _exact(case: Case) -> list[Finding]:
    pairs = case.exact.pairs
    if not len(pairs):
        return []
    n = len(pairs)
    return [
        Finding(
            "warning" if n > _WORTH * len(case.x) else "note",
            f"{plural(n, 'image')} of {len(case.x):,} ({share(n, len(case.x))}) repeat another to "
            f"the last pixel{_by_bytes(case)}{_searched(case)}",
            "remove all but one of each: they count as if they were new",
            case.pairs(pairs),
            n,
        )
    ]


def _by_bytes(case: Case) -> str:
    if case.rows is None:
        return ""
    files = case.rows.drop_duplicates("path")
    same = int(files["sha256"].duplicated().sum())
    return f"; {plural(same, 'file')} to the last byte"


def _near(case: Case) -> list[Finding]:
    pairs = [
        (int(first), int(second))
        for (first, second), how in zip(case.copies.pairs, case.copies.how, strict=True)
        if how != "exact" and not _in_one_group(case, int(first), int(second))
    ]
    if not pairs:
        return []
    return [
        Finding(
            "note",
            f"{plural(len(pairs), 'pair')} of images look like one picture{_searched(case)}",
            "look at them; frames of one scene belong into one group",
            case.pairs(pairs),
            len(pairs),
        )
    ]


def _in_one_group(case: Case, first: int, second: int) -> bool:
    """Tell pairs that are kept together anyway, like frames of a clip."""
    return case.groups is not None and bool(case.groups[first] == case.groups[second])


def _searched(case: Case) -> str:
    return "" if case.searched is None else f"; sought were those of {len(case.searched):,} images"
