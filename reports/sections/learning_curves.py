"""What more training images bring."""

from __future__ import annotations

from math import isinf, isnan
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from reports._best_by_family import FAMILIES, best_by_family
from reports._blocks import Grid, Paragraph, Picture
from reports._curves import curves_of
from reports._curves_figure import curves_figure
from reports._words import MISSING, count, interval, percent, plural
from reports.sections._base import Section
from reports.statistics.crossover import crossover
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports._curves import Curves
    from reports.evidence import Evidence
    from reports.statistics.interval import Interval

_FEWEST_SIZES = 2


class LearningCurves(Section):
    """Accuracy against the number of training images, and where one model overtakes another."""

    title: ClassVar[str] = "Learning curves"
    order: ClassVar[int] = 41

    def body(self, evidence: Evidence) -> list[Block]:
        """Draw them for each data set that was run at two sizes or more."""
        blocks: list[Block] = []
        for number, curves in enumerate(curves_of(evidence.boards), 1):
            points = _points(curves, evidence.names)
            if points.empty:  # floors alone
                continue
            best = [evidence.names[model] for model in best_by_family(curves.largest).values()]
            words = (
                f"{curves.dataset}: mean test accuracy against training images, with 95 % "
                "intervals over seeds; the best shallow and the best deep model with thick lines"
            )
            looks = {evidence.names[model]: look for model, look in evidence.looks.items()}
            figure = curves_figure(f"{curves.dataset}: {_TITLE}", points, best, looks)
            blocks += [
                Paragraph(f"{curves.dataset}: {_EXPLANATION} {_crossing(curves, evidence.names)}"),
                Picture(f"learning_curves_{number}", figure, words),
                Grid(f"learning_curves_{number}", _texts(points)),
            ]
        return blocks


_TITLE = "accuracy as training images are added"
_EXPLANATION = (
    "mean test accuracy by the number of training images; the intervals (95 %, Student's) are over "
    "the seeds with which all ranked models of that size ended well; floors are left out."
)


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


def _texts(points: pd.DataFrame) -> pd.DataFrame:
    sizes = sorted(points["n_train"].unique())
    rows = []
    for model, own in points.groupby("model", sort=False):
        cells = {int(row["n_train"]): _cell(row) for row in own.to_dict("records")}
        rows.append({"model": model, **{count(size): cells.get(size, MISSING) for size in sizes}})
    return pd.DataFrame(rows)


def _cell(row: dict[Any, Any]) -> str:
    said = percent(row["accuracy"])
    if isnan(row["low"]):
        return said
    return f"{said} ({interval(max(0.0, row['low']), min(1.0, row['high']))})"


def _crossing(curves: Curves, names: dict[str, str]) -> str:
    """Say from which size on the better one of the best shallow and best deep model is ahead."""
    best = best_by_family(curves.largest)
    if set(best) != set(FAMILIES):
        return ""
    lead = curves.lead(best["deep"], best["shallow"])
    if lead.shape[1] < _FEWEST_SIZES or lead.empty:
        return ""
    ahead, behind = names[best["deep"]], names[best["shallow"]]
    if lead.iloc[:, -1].mean() < 0:
        ahead, behind, lead = behind, ahead, -lead
    sizes = lead.columns.astype(int).tolist()
    found = crossover(sizes, lead.to_numpy(float))
    return f"{_told(found, sizes, ahead, behind)} ({plural(len(lead), 'seed')}, paired)."


def _told(found: Interval, sizes: list[int], ahead: str, behind: str) -> str:
    last = f"{count(sizes[-1])} training images"
    if isinf(found.estimate):
        return f"A crossing of {ahead} and {behind} was not reached by {last}"
    if found.estimate == 0:
        return f"{ahead} is ahead of {behind} on average at every size, from {count(sizes[0])} on"
    bounds = ""
    if not isnan(found.low):
        low = f"under {count(sizes[0])}" if found.low == 0 else count(found.low)
        high = f"not reached by {count(sizes[-1])}" if isinf(found.high) else count(found.high)
        bounds = f" (95 % interval {low} to {high}, seeds resampled; too narrow with few of them)"
    return (
        f"{ahead} overtakes {behind} at about {count(found.estimate)} training images{bounds}, "
        "interpolated on the logarithm between the sizes that were run"
    )
