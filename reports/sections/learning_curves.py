"""What more training images bring."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._best_by_family import FAMILIES, best_by_family
from reports._blocks import Grid, Paragraph, Picture
from reports._crossings import by_images, by_seconds, crossings_table
from reports._curves import curves_of
from reports._curves_figure import curves_figure
from reports._power_laws import extrapolated, laws_table, power_laws
from reports._words import MISSING, count, interval, percent
from reports.sections._base import Section
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports._curves import Curves
    from reports.evidence import Evidence


class LearningCurves(Section):
    """Accuracy against the number of training images, and where one model overtakes another."""

    title: ClassVar[str] = "Learning curves"
    order: ClassVar[int] = 12

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw them for each data set that was run at two sizes or more."""
        blocks: list[Block] = []
        for number, curves in enumerate(curves_of(evidence.boards), 1):
            points = _points(curves, evidence.names)
            if not points.empty:  # floors alone
                blocks += _blocks(curves, points, evidence, number)
        return blocks


_TITLE = "accuracy as training images are added"
_EXPLANATION = (
    "mean test accuracy by the number of training images; the intervals (95 %, Student's) are over "
    "the seeds with which all ranked models of that size ended well; floors are left out."
)
_ON_CROSSINGS = (
    "Crossings are interpolated on the logarithm between what was run; their intervals are where "
    "the band of Student's intervals of the mean lead meets 0, over seeds and each pair by itself. "
    "Equal seconds of training compare each model with as many images as that time allows, over "
    "the seeds of which no run shared the processor with other work."
)
_CROSSINGS = "Where each deep model overtakes each shallow one"
_LAWS = (
    "Fitted power laws, error = a + b n^-c: a, c, and a warned extrapolation to twice the data "
    "(95 % intervals, seeds resampled)"
)


def _blocks(curves: Curves, points: pd.DataFrame, evidence: Evidence, number: int) -> list[Block]:
    best = best_by_family(curves.largest)
    thick = [evidence.names[model] for model in best.values()]
    words = (
        f"{curves.dataset}: mean test accuracy against training images, with 95 % "
        "intervals over seeds; the best shallow and the best deep model with thick lines"
    )
    looks = {evidence.names[model]: look for model, look in evidence.looks.items()}
    figure = curves_figure(f"{curves.dataset}: {_TITLE}", points, thick, looks)
    laws = power_laws(curves, [m for m in curves.largest.seeing if m in evidence.names])
    said = _best_pair(curves, evidence, best)
    if said and set(best) == set(FAMILIES):
        said += extrapolated(laws, curves, evidence.names, (best["deep"], best["shallow"]))
    blocks: list[Block] = [
        Paragraph(f"{curves.dataset}: {_EXPLANATION}{said}{curves.largest.beware}"),
        Picture(f"learning_curves_{number}", figure, words),
        Grid(f"learning_curves_{number}", _texts(points, curves.classes)),
    ]
    pairs = crossings_table(curves, evidence)
    if len(pairs):
        blocks += [Paragraph(_ON_CROSSINGS), Grid(f"crossings_{number}", pairs, _CROSSINGS)]
    if laws:
        blocks.append(Grid(f"power_laws_{number}", laws_table(laws, curves, evidence.names), _LAWS))
    return blocks


def _best_pair(curves: Curves, evidence: Evidence, best: dict[str, str]) -> str:
    """Say where the best deep model overtakes the best shallow one, in images and in seconds."""
    if set(best) != set(FAMILIES):
        return ""
    pair = best["deep"], best["shallow"]
    images = by_images(curves, evidence.names, pair)
    if images is None:
        return ""
    times = by_seconds(curves, evidence, pair)
    told = f" Of the best of both families, {images.text}."
    if times is None:
        return f"{told} {_NO_TIMES}"
    return f"{told} By time: {times.text}."


_NO_TIMES = "Their training times may not be compared, or have nothing in common."


def _points(curves: Curves, names: dict[str, str]) -> pd.DataFrame:
    """Give mean and interval of each model at each size."""
    rows = []
    for size, board in curves.boards.items():
        seeing = board.rows[board.rows["family"].isin(FAMILIES)]
        for (model, family), runs in seeing.groupby(["model", "family"]):
            mean = MeanInterval.of(runs["accuracy"].tolist())
            place = {"model": names[str(model)], "family": family, "n_train": size}
            rows.append(place | {"accuracy": mean.mean, "low": mean.low, "high": mean.high})
    points = pd.DataFrame(rows, columns=["model", "family", "n_train", "accuracy", "low", "high"])
    last = points.sort_values("n_train").groupby("model")["accuracy"].last()
    order = last.sort_values(ascending=False, kind="stable").index
    points["model"] = pd.Categorical(points["model"], order)
    return points.sort_values(["model", "n_train"], ignore_index=True).astype({"model": str})


def _texts(points: pd.DataFrame, classes: int) -> pd.DataFrame:
    """Give a row a model, a column a size."""
    heads = {int(size): _head(int(size), classes) for size in sorted(points["n_train"].unique())}
    rows = []
    for model, own in points.groupby("model", sort=False):
        cells = {int(row["n_train"]): _cell(row) for row in own.to_dict("records")}
        texts = {head: cells.get(size, MISSING) for size, head in heads.items()}
        rows.append({"model": model, **texts})
    return pd.DataFrame(rows)


def _head(size: int, classes: int) -> str:
    return count(size) if classes == 1 else f"{count(size)} ({count(size / classes)} a class)"


def _cell(row: dict[Any, Any]) -> str:
    said = percent(row["accuracy"])
    if isnan(row["low"]):
        return said
    return f"{said} ({interval(max(0.0, row['low']), min(1.0, row['high']))})"
