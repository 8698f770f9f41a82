"""What the models cost."""

from __future__ import annotations

from math import isinf, isnan
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._words import MISSING, count, percent, seconds
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.board import Board
    from reports.evidence import Evidence
    from reports.statistics.interval import Interval


class Costs(Section):
    """Parameters, multiply-accumulates, seconds and memory."""

    title: ClassVar[str] = "Costs"
    order: ClassVar[int] = 30

    def body(self, evidence: Evidence) -> list[Block]:
        """List the costs, data set by data set."""
        boards = [board for board in evidence.boards if len(board.standings)]
        blocks: list[Block] = [Paragraph(_EXPLANATION)] if boards else []
        for number, board in enumerate(boards, 1):
            blocks += _costs(number, board, evidence)
        return blocks


_TIMES = {
    "whole run": "total_seconds",
    "fit": "fit_seconds",
    "epoch": "epoch_seconds",
    "image": "image_seconds",
    "one image": "predict_one_seconds",
}
_EXPLANATION = (
    "Parameters: learned by optimising a loss; fitted without gradients, as by k-means; fixed by "
    "design. MACs: multiply-accumulates with parameters to score one image. Where seeds differ in "
    "these, as in the number of support vectors, medians. Times are medians over the seeds whose "
    "runs had their cores to themselves, in brackets the 95 % interval (it takes six). Whole run: "
    "loading, scoring and measuring included. Fit: all of fitting, building and compiling "
    "included, evaluation left out. Epoch: of training, steady. Image: scoring, warm, in batches; "
    "one image: by itself. Memory: the most that the worker process held, libraries included. To "
    "the target: fitting until validation accuracy reaches the target, which is the best shallow "
    "model's median unless --target gives another."
)


def _costs(number: int, board: Board, evidence: Evidence) -> list[Block]:
    names = evidence.names
    counted = board.standings.set_index("model")
    timed, refusal = evidence.timings[board.dataset]
    target = timed["target_accuracy"].max() if len(timed) else float("nan")
    caption = f"{board.title}:" + ("" if pd.isna(target) else f" the target is {percent(target)}.")
    if refusal:
        caption += f" {refusal}."
    unsteady = timed[timed["unsteady"] > 0]["model"].map(names).tolist() if len(timed) else []
    if unsteady:
        caption += f" Repeated times had not settled in some runs of {', '.join(unsteady)}."
    rows = {str(row["model"]): row for row in timed.to_dict("records")}
    counts = [_counted(names[str(model)], row) for model, row in counted.iterrows()]
    times = [_timed(names[str(model)], rows.get(str(model))) for model in counted.index]
    return [
        Paragraph(caption),
        Grid(f"sizes_{number}", pd.DataFrame(counts)),
        Grid(f"times_{number}", pd.DataFrame(times)),
    ]


def _counted(name: str, row: pd.Series[Any]) -> dict[str, str]:
    return {
        "model": name,
        "learned": count(row["parameters_learned"]),
        "fitted": count(row["parameters_fitted"]),
        "fixed": count(row["parameters_fixed"]),
        "MACs": count(row["macs"]),
    }


def _timed(name: str, row: dict[Any, Any] | None) -> dict[str, str]:
    if row is None:
        return {"model": name, **dict.fromkeys((*_TIMES, "memory", "to the target"), MISSING)}
    memory = row["peak_mib"]
    return {
        "model": name,
        **{name: _between(row[column]) for name, column in _TIMES.items()},
        "memory": MISSING if memory is None else f"{count(memory.estimate)} MiB",
        "to the target": _to_target(row),
    }


def _between(time: Interval | None) -> str:
    if time is None:
        return MISSING
    if isnan(time.low):
        return seconds(time.estimate)
    return f"{seconds(time.estimate)} ({seconds(time.low)} to {seconds(time.high)})"


def _to_target(row: dict[Any, Any]) -> str:
    if not row["tried"]:
        return MISSING
    reached = f"{row['reached']} of {row['tried']} seeds"
    median = row["target_seconds"]
    if isnan(median):
        return f"not timed ({reached})"
    return f"not reached ({reached})" if isinf(median) else f"{seconds(median)} ({reached})"
