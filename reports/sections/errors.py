"""What the models take for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from reports._best_by_family import best_by_family
from reports._blocks import Paragraph, Picture
from reports._by_class import by_class
from reports._confusion import Confusion, confusion_of
from reports._narrowed import narrowed, narrowing
from reports._one_line import one_line
from reports._words import plural
from reports.sections._base import Section

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_MOST_PAIRS = 10
_LETTERS = 24  # of a name beside an axis


class Errors(Section):
    """Classes that are hard, and what they are taken for."""

    title: ClassVar[str] = "What is taken for what"
    order: ClassVar[int] = 44

    def body(self, evidence: Evidence) -> list[Block]:
        """Show it class by class, data set by data set; nothing where the scores are gone."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            found = {
                evidence.names[model]: confusion
                for model in board.seeing
                if (confusion := _confusion(board, model, evidence)) is not None
            }
            if not found:
                continue
            blocks += [Paragraph(f"{board.title}: {_EXPLANATION} {_pairs(found)}")]
            names = [evidence.names[model] for model in best_by_family(board).values()]
            best = {name: found[name] for name in names if name in found}
            blocks += by_class(number, found, list(best))
            if best:
                drawn = narrowed(found, best)
                words = (
                    f"{board.title}: of each class, a row, how many per cent of its test images "
                    "were taken for which, over all seeds; the best shallow and the best deep model"
                    + narrowing(best, drawn)
                )
                blocks.append(Picture(f"confusion_{number}", _figure(drawn), words))
        return blocks


_EXPLANATION = (
    "of each class, the share of its test images that each model got right, over all seeds, the "
    "hardest class first; floors are left out."
)


def _confusion(board: Board, model: str, evidence: Evidence) -> Confusion | None:
    runs = board.rows[board.rows["model"].eq(model)]["run"]
    return confusion_of(evidence.results, runs.astype(str))


def _pairs(found: dict[str, Confusion]) -> str:
    """Say what is confused most often, by all models together."""
    classes = next(iter(found.values())).classes
    together = Confusion(np.sum([each.counts for each in found.values()], axis=0), classes)
    often = together.frequent[:_MOST_PAIRS]
    told = [f"{classes[true]} for {classes[taken]}" for true, taken in often]
    if not told:
        return "No image was taken for another class."
    return f"Of {plural(len(found), 'model')} together, most often {', '.join(told)} (true, taken)."


def _figure(best: dict[str, Confusion]) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.2 * len(best) + 0.6, 4.4), layout="constrained")
    worst = max(_without_hits(_shares(each)).max() for each in best.values())
    drawn = []
    for axes, (name, each) in zip(
        figure.subplots(1, len(best), squeeze=False)[0], best.items(), strict=True
    ):
        shares = _shares(each)
        wrong = _without_hits(shares)
        drawn.append(axes.imshow(wrong, cmap="Greys", vmin=0, vmax=max(worst, 1)))
        names = [one_line(name, _LETTERS) for name in each.classes]
        axes.set_xticks(range(len(names)), names, rotation=90, fontsize="x-small", parse_math=False)
        axes.set_yticks(range(len(names)), names, fontsize="x-small", parse_math=False)
        axes.set(xlabel="taken for", ylabel="class")
        axes.set_title(name, fontsize="small", parse_math=False)
        for true, taken in np.argwhere(shares >= 1):
            dark = true != taken and 2 * wrong[true, taken] > worst
            axes.text(
                taken,
                true,
                f"{shares[true, taken]:.0f}",
                ha="center",
                va="center",
                fontsize="xx-small",
                color="white" if dark else "black",
            )
    figure.colorbar(drawn[-1], ax=figure.axes, shrink=0.6, label="wrong (% of the class)")
    return figure


def _shares(confusion: Confusion) -> NDArray[np.float64]:
    """Give per cent of each class."""
    images = confusion.counts.sum(axis=1, keepdims=True)
    shares: NDArray[np.float64] = 100 * confusion.counts / np.maximum(images, 1)
    return shares


def _without_hits(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shade errors alone: beside what is right they could not be told apart."""
    wrong = shares.copy()
    np.fill_diagonal(wrong, 0)
    return wrong
