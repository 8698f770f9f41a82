"""Does depth pay on these images?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._blocks import Grid, Heading, Paragraph
from reports._sources import sources
from reports._words import factor, interval, percent, seconds
from reports.sections._base import Section
from reports.trade_off import trade_off

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reports._blocks import Block
    from reports.board import Board
    from reports.claim import Claim
    from reports.evidence import Evidence


_COSTS = ("fit_seconds", "parameters")  # the first that is known
_MOST_NAMES = 8  # in a tier
_ALIKE = 1.1  # times whose ratio is less are called alike


class Answer(Section):
    """The best shallow model beside the best deep one, each chosen on the validation split."""

    title: ClassVar[str] = "Does depth pay on these images?"
    order: ClassVar[int] = 10

    def body(self, evidence: Evidence) -> list[Block]:
        """Say it data set by data set, name the tiers, and draw accuracy against the time of a fit.

        The expressions behind all numbers come last.
        """
        blocks: list[Block] = []
        for number, board in enumerate(evidence.boards, 1):
            blocks += _answer(board, evidence)
            if len(board.standings) and not board.refusal:
                blocks.append(Grid(f"tiers_{number}", _tiers(board, evidence.names)))
            drawn = (trade_off(board, evidence, cost, f"answer_{number}") for cost in _COSTS)
            blocks += [picture for picture in drawn if picture is not None][:1]
            if len(board.standings):
                traced = sources(number - 1, evidence, _claim(board, evidence))
                blocks.append(Grid(f"sources_{number}", traced, _SOURCES))
        return [*blocks, Paragraph(_UNFINISHED)] if evidence.results.missing else blocks


_UNFINISHED = "Not all runs that were asked for have been made; see the section 'Not run yet'."
_SOURCES = "Where these numbers are from"


def _answer(board: Board, evidence: Evidence) -> list[Block]:
    claim, shallow, deep = _claim(board, evidence), *_both(board)
    if claim is None or shallow is None or deep is None:
        reason = board.refusal or "it takes a shallow and a deep model that are ranked"
        return [Heading(f"{board.dataset}: no answer yet"), Paragraph(f"{_capital(reason)}.")]
    names = evidence.names
    blocks: list[Block] = [
        Heading(f"{board.dataset}: {_headline(claim, str(deep['model']))}"),
        Paragraph(f"{_capital(claim.told(names))}.{_in_one_tier(claim, shallow, deep)}"),
        Paragraph(
            f"Chosen by validation accuracy: {_standing(deep, names)}, the best deep model, and "
            f"{_standing(shallow, names)}, the best shallow one."
        ),
    ]
    said = _times(board, evidence, str(shallow["model"]), str(deep["model"]))
    return [*blocks, Paragraph(said)] if said else blocks


def _claim(board: Board, evidence: Evidence) -> Claim | None:
    """Find what is claimed of the best of both families."""
    shallow, deep = _both(board)
    if shallow is None or deep is None:
        return None
    pair = {shallow["model"], deep["model"]}
    return next(
        each
        for each in evidence.claims
        if each.dataset == board.dataset and pair == {each.better, each.worse}
    )


def _both(board: Board) -> tuple[dict[Hashable, Any] | None, dict[Hashable, Any] | None]:
    return _best(board, "shallow"), _best(board, "deep")


def _best(board: Board, family: str) -> dict[Hashable, Any] | None:
    """Choose on the validation split: the best on the test split would look better than it is."""
    of_family = board.standings[board.standings["family"].eq(family)]
    if of_family.empty:
        return None
    order = of_family.sort_values(["validation_accuracy", "accuracy"], ascending=False)
    return order.to_dict("records")[0]


def _headline(claim: Claim, deep: str) -> str:
    if claim.verdict == "not rankable":
        return "no answer yet"
    if claim.verdict == "cannot be separated":
        return "depth does not show"
    return "depth pays" if claim.better == deep else "depth does not pay"


def _in_one_tier(claim: Claim, shallow: dict[Hashable, Any], deep: dict[Hashable, Any]) -> str:
    """Explain what looks like a contradiction."""
    if claim.verdict != "beats" or shallow["tier"] != deep["tier"]:
        return ""
    return " Both are in one tier, as there are models between them that neither can be told from."


def _standing(row: dict[Hashable, Any], names: dict[str, str]) -> str:
    name = names[str(row["model"])]
    return f"{name} ({percent(row['accuracy'])}, {interval(row['low'], row['high'])})"


def _times(board: Board, evidence: Evidence, shallow: str, deep: str) -> str:
    """Say which of the two is fitted faster; nothing where times do not count."""
    timed, _ = evidence.timings[board.dataset]
    fits = {str(row["model"]): row["fit_seconds"] for row in timed.to_dict("records")}
    both = [(fit.estimate, model) for model in (shallow, deep) if (fit := fits.get(model))]
    if len(both) != len((shallow, deep)):
        return ""
    (low, fast), (high, slow) = sorted(both)
    told = f"{evidence.names[fast]} {seconds(low)}, {evidence.names[slow]} {seconds(high)}"
    longer = high >= _ALIKE * low
    verdict = f"{factor(high / low)} times as long" if longer else "about as long"
    return f"Time to fit, median over seeds: {told}, {verdict}."


def _tiers(board: Board, names: dict[str, str]) -> pd.DataFrame:
    """Give a row a tier, its models with their mean accuracies."""
    lines = [
        {"tier": str(tier), "models (mean test accuracy)": _members(rows, names)}
        for tier, rows in board.standings.groupby("tier", sort=True)
    ]
    return pd.DataFrame(lines)


def _members(rows: pd.DataFrame, names: dict[str, str]) -> str:
    shown = [
        f"{names[str(row['model'])]} {percent(row['accuracy'])}"
        for row in rows.head(_MOST_NAMES).to_dict("records")
    ]
    more = len(rows) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _capital(sentence: str) -> str:
    """Begin a sentence; a model keeps its name as it is."""
    word = sentence.partition(" ")[0]
    return sentence[0].upper() + sentence[1:] if word in {"not", "nothing", "it"} else sentence
