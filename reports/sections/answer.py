"""Does depth pay on these images?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from reports._blocks import Paragraph
from reports._words import interval, percent, plural
from reports.leaderboard import leaderboard
from reports.sections._base import Section
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    import pandas as pd

    from reports._blocks import Block

_FEWEST_PAIRS = 2  # for a spread


class Answer(Section):
    """The best shallow model beside the best deep one, paired by seed."""

    title: ClassVar[str] = "Does depth pay on these images?"
    order: ClassVar[int] = 10

    def body(self, table: pd.DataFrame) -> list[Block]:
        """Say it data set by data set."""
        board = leaderboard(table)
        return [
            Paragraph(f"{dataset}: {_verdict(table[table['dataset'] == dataset], rows)}")
            for dataset, rows in board.groupby("dataset")
        ]


def _verdict(table: pd.DataFrame, board: pd.DataFrame) -> str:
    shallow, deep = (board[board["family"] == family] for family in ("shallow", "deep"))
    if shallow.empty or deep.empty:
        return "no answer yet: it takes a shallow and a deep model that ended well."
    best_shallow, best_deep = shallow.iloc[0], deep.iloc[0]
    difference = _paired(table, best_deep["model"], best_shallow["model"])
    if difference is None:
        return (
            f"not rankable: {best_deep['model']} and {best_shallow['model']} share fewer than two "
            "seeds, and one seed tells nothing of the next."
        )
    return (
        f"the best deep model, {best_deep['model']}, reaches {percent(best_deep['accuracy'])} "
        f"({interval(best_deep['low'], best_deep['high'])}); the best shallow one, "
        f"{best_shallow['model']}, {percent(best_shallow['accuracy'])} "
        f"({interval(best_shallow['low'], best_shallow['high'])}). {_sentence(difference)}"
    )


def _paired(table: pd.DataFrame, one: str, other: str) -> MeanInterval | None:
    """Take the difference in accuracy over the seeds that both models share."""
    ok = table[(table["status"] == "ok") & table["model"].isin([one, other])]
    pairs: Any = ok.pivot(index="seed", columns="model", values="accuracy").dropna()
    if len(pairs) < _FEWEST_PAIRS:
        return None
    return MeanInterval.of((pairs[one] - pairs[other]).tolist())


def _sentence(difference: MeanInterval) -> str:
    points = f"{100 * abs(difference.mean):.2f} points"
    evidence = (
        f"deep minus shallow {100 * difference.mean:+.2f} points, 95 % interval "
        f"{100 * difference.low:+.2f} to {100 * difference.high:+.2f}, Student's t over "
        f"{plural(difference.n, 'paired seed')}"
    )
    if not difference.excludes(0):
        return f"They cannot be separated ({evidence})."
    winner = "Depth pays" if difference.mean > 0 else "Depth does not pay"
    return f"{winner}: a difference of {points} ({evidence})."
