"""Which groups of images the models get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reports._best_by_family import best_by_family
from reports._blocks import Grid, Paragraph
from reports._first_runs import first_runs, over_seeds
from reports._group_accuracies import group_accuracies
from reports._one_line import one_line
from reports._words import count, percent, plural
from reports.sections._base import Section

if TYPE_CHECKING:
    import pandas as pd

    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_MOST_MODELS = 10  # columns that can be read
_MOST_GROUPS = 30


class Groups(Section):
    """Accuracy on images that belong together: of a patient, from a camera."""

    title: ClassVar[str] = "Groups of images"
    order: ClassVar[int] = 49

    def body(self, evidence: Evidence) -> list[Block]:
        """List the hardest groups, data set by data set; nothing where images have none."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            models = _models(board)
            runs = {evidence.names[model]: first_runs(board, model) for model in models}
            found = group_accuracies(evidence.results, runs)
            if found is not None:
                said = _caption(board, len(found))
                blocks += [Paragraph(said), Grid(f"groups_{number}", _texts(found))]
        return blocks


def _models(board: Board) -> list[str]:
    """Name all models but the floors or, of many, the best of each family."""
    many = len(board.seeing) > _MOST_MODELS
    return list(best_by_family(board).values()) if many else board.seeing


def _caption(board: Board, groups: int) -> str:
    many = groups > _MOST_GROUPS
    shown = f"the {_MOST_GROUPS} hardest of {groups} groups" if many else plural(groups, "group")
    return (
        f"{board.title}: the share of test images that each model got right, by the group that "
        f"they belong to, {over_seeds(board)}, the hardest first; {shown}. The hardest of many "
        "small groups look harder than they are: chance has its part in which these are."
    )


def _texts(found: pd.DataFrame) -> pd.DataFrame:
    worst = found.head(_MOST_GROUPS)
    texts = worst.drop(columns="images").map(percent)
    texts.insert(0, "group", [one_line(str(name)) for name in worst.index])
    texts.insert(1, "images", worst["images"].map(count))
    return texts.reset_index(drop=True)
