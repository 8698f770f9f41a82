"""What noise dimensions do to models, and what the remedies do about it."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import pandas as pd

from reports._blocks import Grid, Heading, Paragraph, Picture
from reports._noise_figure import SIDES, mean_errors, noise_figure
from reports._paired_points import paired_points
from reports._remedies import kept_by, remedies_said
from reports._words import MISSING, count, percent

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports._noise_curves import NoiseCurves
    from reports.evidence import Evidence


def noise_blocks(curves: NoiseCurves, evidence: Evidence, name: str) -> list[Block]:
    """Draw training and test error as noise grows: models as they are, then the remedies.

    Args:
        curves: Errors by number of dimensions.
        evidence: What models are called and how they look.
        name: Begins the names of the files.
    """
    plain = [model for model in curves.models if not kept_by(model)]
    remedies = [model for model in curves.models if kept_by(model)]
    blocks: list[Block] = []
    if plain:
        grown = (_growth(curves, model, evidence) for model in plain)
        said = " ".join(each for each in grown if each)
        blocks += [
            Heading("Training and test error as dimensions are added"),
            Paragraph(f"{curves.title}: {_EXPLANATION} {said}"),
            *_shown(curves, plain, evidence, f"{name}_plain"),
        ]
    if remedies:
        blocks += [
            Heading("Remedies: fewer dimensions"),
            Paragraph(remedies_said(curves, remedies, evidence)),
            *_shown(curves, remedies, evidence, f"{name}_remedies"),
        ]
    return blocks


_EXPLANATION = (
    "rows of noise are added to the images, which say nothing of the class. Training error is of "
    "images that were learned from (1,000 at the most), test error of others; intervals (95 %, "
    "Student's) are over seeds. There is no closed form here; the claim is that test error grows."
)


def _growth(curves: NoiseCurves, model: str, evidence: Evidence) -> str:
    """Say by how much the test error grows, or that it does not."""
    grown, sizes = curves.growth(model), list(curves.boards)
    if grown is None:
        return ""
    way = f"from {count(sizes[0])} to {count(sizes[-1])} dimensions"
    said = f"{evidence.names[model]}: {paired_points(grown)} of test error {way}"
    if grown.low > 0 or grown.n == 1:
        return f"{said}."
    if grown.high < 0:
        return f"{said}: here the claim does not hold, as it falls."
    return f"{said}: these seeds do not show that it grows."


def _shown(
    curves: NoiseCurves, models: list[str], evidence: Evidence, name: str
) -> tuple[Picture, Grid]:
    words = (
        f"{curves.title}: training error on the left, test error on the right, against the "
        "number of dimensions, means over seeds with 95 % intervals"
    )
    figure = noise_figure(f"{curves.title}: errors as noise is added", curves, models, evidence)
    rows = [
        {"model": evidence.names[model], "of": side, **_cells(curves.errors(model, column))}
        for model in models
        for column, side in SIDES.items()
    ]
    return Picture(name, figure, words), Grid(name, pd.DataFrame(rows).fillna(MISSING))


def _cells(errors: pd.DataFrame) -> dict[str, str]:
    return {
        count(row["size"]): f"{percent(row['mean'])} ({_bounds(row['low'], row['high'])})"
        for row in mean_errors(errors).to_dict("records")
    }


def _bounds(low: float, high: float) -> str:
    if isnan(low):
        return "one seed"
    return f"{100 * max(0.0, low):.2f} to {100 * min(1.0, high):.2f} %"
