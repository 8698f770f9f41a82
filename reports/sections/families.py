"""Shallow against deep, as families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._best_by_family import FAMILIES, best_by_family
from reports._blocks import Grid, Paragraph, Picture
from reports._families_figure import families_figure
from reports._words import MISSING, count, interval, percent, seconds
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence

_NEAR = 0.01  # one point of accuracy


class Families(Section):
    """What the shallow and what the deep models have to offer."""

    title: ClassVar[str] = "The families"
    order: ClassVar[int] = 22

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw every model's accuracies, and sum up each family, data set by data set."""
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            rows = board.standings[board.standings["family"].isin(FAMILIES)]
            if rows.empty:
                continue
            title = f"{board.title}: test accuracy, a dot a seed"
            words = (
                f"{board.title}: test accuracy of every ranked shallow and deep model, a dot a "
                "seed, and a bar at the mean; floors are left out"
            )
            figure = families_figure(title, board, evidence)
            blocks += [
                Paragraph(f"{board.title}: {_EXPLANATION}"),
                Picture(f"families_{number}", figure, words),
                Grid(f"families_{number}", _table(board, rows, evidence)),
            ]
        return blocks


_EXPLANATION = (
    "the best of a family and the cheapest within a point of it are chosen on the validation "
    "split; families are not tested against each other as such, since the mean of whichever models "
    "were run says more of that choice than of the family."
)


def _table(board: Board, rows: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    rows = rows.assign(
        fit=rows["model"].map(evidence.fits(board.dataset)).astype(float),
        parameters=rows["parameters_learned"] + rows["parameters_fitted"],
    )
    best = best_by_family(board)
    families = [(family, rows[rows["family"].eq(family)]) for family in FAMILIES if family in best]
    return pd.DataFrame(
        [_row(family, own, best[family], evidence.names) for family, own in families]
    )


def _row(family: str, own: pd.DataFrame, best: str, names: dict[str, str]) -> dict[str, str]:
    first: dict[Any, Any] = own[own["model"].eq(best)].to_dict("records")[0]
    near = own[own["validation_accuracy"] >= first["validation_accuracy"] - _NEAR]
    near = own[own["model"].eq(best)] if near.empty else near  # validation may not be known
    cheapest: dict[Any, Any] = near.sort_values(["fit", "parameters"]).to_dict("records")[0]
    means = own["accuracy"]
    return {
        "family": family,
        "models": count(len(own)),
        "best": names[best],
        "its accuracy": percent(first["accuracy"]),
        "from worst to best": MISSING if len(own) == 1 else interval(means.min(), means.max()),
        "cheapest within a point": names[str(cheapest["model"])],
        "accuracy": percent(cheapest["accuracy"]),
        "fit": MISSING if pd.isna(cheapest["fit"]) else seconds(cheapest["fit"]),
        "parameters": count(cheapest["parameters"]),
    }
