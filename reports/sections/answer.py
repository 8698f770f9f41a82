"""Does depth pay on these images?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._best_by_family import FAMILIES, best_by_family
from reports._blocks import Grid, Heading, Paragraph
from reports._sources import sources
from reports._words import capital, factor, interval, percent, seconds
from reports.sections._base import Section
from reports.trade_off import trade_off

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.board import Board
    from reports.claim import Claim
    from reports.evidence import Evidence


_WITH_LEAK = ", with a leak"
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
            best = best_by_family(board)
            claim = _claim(board, evidence, best)
            blocks += _answer(board, evidence, best, claim)
            if len(board.standings) and not board.refusal:
                blocks.append(Grid(f"tiers_{number}", _tiers(board, evidence.names)))
            drawn = (trade_off(board, evidence, cost, f"answer_{number}") for cost in _COSTS)
            blocks += islice((picture for picture in drawn if picture is not None), 1)
            if len(board.standings):
                traced = sources(number - 1, evidence, claim)
                blocks.append(Grid(f"sources_{number}", traced, _SOURCES))
        return [*blocks, Paragraph(_UNFINISHED)] if evidence.results.missing else blocks


_UNFINISHED = "Not all runs that were asked for have been made; see the section 'Not run yet'."
_SOURCES = (
    "Where these numbers are from: in the results folder, table is "
    "pandas.read_parquet('table.parquet'), and evidence, which takes the runs' scores as well, is "
    "reports.evidence.Evidence.read(pathlib.Path('.'))"
)


def _answer(
    board: Board, evidence: Evidence, best: dict[str, str], claim: Claim | None
) -> list[Block]:
    if claim is None:
        reason = board.refusal or "it takes a shallow and a deep model that are ranked"
        reason += f"; beware: {board.leak}" if board.leak else ""
        heading = Heading(f"{board.title}: {_silence(board, best)}")
        return [heading, Paragraph(f"{capital(reason)}.")]
    rows = {row["model"]: row for row in board.standings.to_dict("records")}
    shallow, deep = (rows[best[family]] for family in FAMILIES)
    blocks: list[Block] = [
        Heading(f"{board.title}: {_headline(claim, best['deep'])}{_WITH_LEAK * bool(claim.leak)}"),
        Paragraph(f"{claim.told(evidence.names)}.{_in_one_tier(claim, shallow, deep)}"),
        Paragraph(
            f"Chosen by validation accuracy: {_standing(deep, evidence.names)}, the best deep "
            f"model, and {_standing(shallow, evidence.names)}, the best shallow one."
        ),
    ]
    said = _times(board, evidence, best)
    return [*blocks, Paragraph(said)] if said else blocks


def _claim(board: Board, evidence: Evidence, best: dict[str, str]) -> Claim | None:
    """Find what is claimed of the best of both families."""
    pair = set(best.values())
    claims = (each for each in evidence.claims if each.dataset == board.dataset)
    return next((each for each in claims if {each.better, each.worse} == pair), None)


def _silence(board: Board, best: dict[str, str]) -> str:
    """Say that there is no answer, and not that one is to come where one side is not there."""
    if board.refusal or len(best) != 1:
        return "no answer yet"
    return f"no answer, as only {next(iter(best))} models are ranked"


def _headline(claim: Claim, deep: str) -> str:
    if claim.verdict == "not rankable":
        return "no answer yet"
    if claim.verdict == "cannot be separated":
        return "depth does not show"
    return "depth pays" if claim.better == deep else "depth does not pay"


def _in_one_tier(claim: Claim, shallow: dict[Any, Any], deep: dict[Any, Any]) -> str:
    """Explain what looks like a contradiction."""
    if claim.verdict != "beats" or shallow["tier"] != deep["tier"]:
        return ""
    return " Both are in one tier, as there are models between them that neither can be told from."


def _standing(row: dict[Any, Any], names: dict[str, str]) -> str:
    within = interval(row["low"], row["high"])
    return f"{names[row['model']]} ({percent(row['accuracy'])}, {within})"


def _times(board: Board, evidence: Evidence, best: dict[str, str]) -> str:
    """Say which of the two is fitted faster; nothing where times do not count."""
    fits = evidence.fits(board.dataset)
    if not set(best.values()) <= set(fits):
        return ""
    (low, fast), (high, slow) = sorted((fits[model], model) for model in best.values())
    if low <= 0:  # which no clock gives
        return ""
    told = f"{evidence.names[fast]} {seconds(low)}, {evidence.names[slow]} {seconds(high)}"
    longer = high >= _ALIKE * low
    verdict = f"{factor(high / low)} times as long" if longer else "about as long"
    over = ", median over seeds" if len(board.seeds) > 1 else ""
    return f"Time to fit{over}: {told}, {verdict}."


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
